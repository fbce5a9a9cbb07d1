package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Decision;

/** What an admitted call's response says beside the provider's answer. */
final class CallHeaders {
    private CallHeaders() {}

    /** @param costNanos -1: not known yet */
    static CharSequence of(String requestId, ChatRequest request, Decision.Admitted yes, long costNanos) {
        StringBuilder out = new StringBuilder(256)
                .append("x-request-id: ")
                .append(requestId)
                .append("\r\n");
        if (costNanos >= 0) {
            Usd.append(out.append("x-bursar-cost-usd: "), costNanos).append("\r\n");
        }
        long remaining = yes.hold().remainingNanos();
        if (remaining >= 0) {
            Usd.append(out.append("x-bursar-budget-remaining-usd: "), remaining).append("\r\n");
        }
        if (yes.maxTokens() >= 0) {
            out.append("x-bursar-max-tokens-clamped: ").append(yes.maxTokens()).append("\r\n");
            if (request.demand().maxTokens() >= 0) {
                out.append("x-bursar-max-tokens-asked: ")
                        .append(request.demand().maxTokens())
                        .append("\r\n");
            }
        }
        if (yes.waitedMillis() > 0) {
            out.append("x-bursar-waited-ms: ").append(yes.waitedMillis()).append("\r\n");
        }
        if (!yes.downgradedFrom().isEmpty()) {
            visible(out.append("x-bursar-downgraded-from: "), yes.downgradedFrom());
            visible(out.append("\r\nx-bursar-model: "), yes.model().name()).append("\r\n");
        }
        return out;
    }

    /** A header carries visible ASCII only. */
    private static StringBuilder visible(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c > 0x20 && c < 0x7f ? c : '?');
        }
        return out;
    }
}
