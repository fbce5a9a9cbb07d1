package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.BudgetView;
import dev.bursar.gateway.admission.Refusal;
import dev.bursar.gateway.json.JsonText;
import dev.bursar.gateway.provider.ProviderFailure;
import java.time.Instant;

/** What refusals and failures look like in OpenAI's dialect. */
final class Refusals {
    private final String howToAsk;

    /** @param howToAsk what a refused caller should do */
    Refusals(String howToAsk) {
        this.howToAsk = howToAsk;
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
                .map(budget -> metadata(budget, refusal.heldNanos()))
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

    private String metadata(BudgetView budget, long heldNanos) {
        long spent = budget.settledNanos();
        long remaining = Math.max(0, budget.limitNanos() - spent - budget.inDoubtNanos() - heldNanos);
        JsonText json = new JsonText().open('{');
        json.name("level").string(budget.level());
        json.name("budget").string(budget.name());
        json.name("limit").raw(Usd.text(budget.limitNanos()));
        json.name("spent").raw(Usd.text(spent));
        json.name("held").raw(Usd.text(heldNanos));
        json.name("in_doubt").raw(Usd.text(budget.inDoubtNanos()));
        json.name("remaining").raw(Usd.text(remaining));
        json.name("resets_at");
        if (budget.resetsAtMillis() == 0) {
            json.raw("null");
        } else {
            json.string(Instant.ofEpochMilli(budget.resetsAtMillis()).toString());
        }
        json.name("owner").string(budget.owner());
        json.name("how_to_ask").string(howToAsk);
        return json.close('}').toString();
    }
}
