package dev.bursar.adminui.component;

/** Error codes of the gateway in words. */
public final class Refusals {
    private Refusals() {}

    public static String sentence(String code) {
        return switch (code) {
            case "" -> "No reason given";
            case "budget_exhausted" -> "Over budget";
            case "budget_unverifiable" -> "Budget could not be checked";
            case "budget_queue_full" -> "Too many waiting at the cap";
            case "model_not_allowed" -> "Model not allowed for the key";
            case "model_unknown" -> "No such model";
            case "model_unpriced" -> "Model without a price under a hard cap";
            case "request_unbounded" -> "No bound on its cost can be found";
            case "policy_stale" -> "Gateway too long without the control plane";
            case "no_endpoint" -> "No provider available";
            case "usage_backlog" -> "Gateway waits for the control plane";
            case "key_is_management" -> "Key is for automation only";
            default -> Words.sentence(code);
        };
    }
}
