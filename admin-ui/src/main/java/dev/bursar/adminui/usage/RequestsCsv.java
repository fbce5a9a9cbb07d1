package dev.bursar.adminui.usage;

import dev.bursar.adminapi.usage.UsageRequest;
import dev.bursar.adminui.component.Csv;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests for a spreadsheet. */
final class RequestsCsv {
    private RequestsCsv() {}

    static Csv of(List<UsageRequest> requests) {
        return new Csv(
                        "id",
                        "started",
                        "key",
                        "model",
                        "outcome",
                        "error",
                        "micros",
                        "tokens_in",
                        "tokens_out",
                        "cost_usd")
                .rows(requests, RequestsCsv::requestCells);
    }

    private static @Nullable Object[] requestCells(UsageRequest request) {
        return new @Nullable Object[] {
            request.id(),
            request.startedAt(),
            request.keyName(),
            request.model(),
            request.outcome(),
            request.errorCode(),
            request.durationMicros(),
            request.promptTokens(),
            request.completionTokens(),
            request.cost().usd()
        };
    }
}
