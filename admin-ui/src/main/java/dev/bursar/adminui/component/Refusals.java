package dev.bursar.adminui.component;

/** Error codes of the gateway in words. */
public final class Refusals {
    private Refusals() {}

    public static String sentence(String code) {
        return switch (code) {
            case "" -> "No reason given";
            case "budget_exhausted", "insufficient_budget", "budget_exceeded" -> "Over budget";
            case "model_not_allowed" -> "Model not allowed for the key";
            case "model_not_found" -> "No such model";
            case "model_unpriced" -> "Model without a price under a hard cap";
            case "key_revoked" -> "Key revoked";
            case "key_expired" -> "Key expired";
            case "key_disabled" -> "Key disabled";
            case "invalid_api_key" -> "Invalid key";
            case "rate_limited" -> "Too many requests";
            default -> Words.sentence(code);
        };
    }
}
