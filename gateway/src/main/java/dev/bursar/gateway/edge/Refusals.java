package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Refusal;
import dev.bursar.gateway.provider.ProviderFailure;

/** What refusals and failures look like in OpenAI's dialect. */
final class Refusals {
    private final BudgetText budgets;

    Refusals(BudgetText budgets) {
        this.budgets = budgets;
    }

    ApiError of(Refusal refusal) {
        int status = switch (refusal.kind()) {
            case BUDGET -> 402;
            case POLICY -> 403;
            case MODEL_UNKNOWN -> 404;
            case UNAVAILABLE -> 503;
        };
        ApiError error = ApiError.of(status, refusal.code(), refusal.message());
        String param = refusal.code().startsWith("model_") ? "model" : null;
        String metadata = refusal.budget()
                .map(standing -> budgets.refusal(standing, refusal.neededNanos()))
                .orElse(null);
        String retryAfter = refusal.kind() == Refusal.Kind.UNAVAILABLE ? "1" : null;
        return new ApiError(status, error.type(), error.code(), error.message(), param, metadata, retryAfter);
    }

    ApiError of(ProviderFailure failure) {
        ProviderFailure.Kind kind = failure.kind();
        int status = kind == ProviderFailure.Kind.REJECTED_REQUEST ? failure.status() : kind.status();
        ApiError error = ApiError.of(status, kind.code(), failure.message());
        return kind == ProviderFailure.Kind.RATE_LIMITED
                        && !failure.retryAfter().isEmpty()
                ? error.withRetryAfter(failure.retryAfter())
                : error;
    }
}
