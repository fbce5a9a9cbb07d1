package dev.bursar.adminui.request;

import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Words;

/** Where a request for more stands. */
final class RequestStates {
    private RequestStates() {}

    static StateBadge badge(BudgetRequest request) {
        return switch (request.state()) {
            case "open" -> new StateBadge(open(request), StateBadge.Tone.WARN);
            case "approved" -> new StateBadge("Approved", StateBadge.Tone.GOOD);
            case "declined" -> new StateBadge("Declined", StateBadge.Tone.BAD);
            default -> new StateBadge(Words.sentence(request.state()), StateBadge.Tone.CALM);
        };
    }

    private static String open(BudgetRequest request) {
        return request.approvalsNeeded() == 1
                ? "Open"
                : approvals(request) + " of " + request.approvalsNeeded() + " approvals";
    }

    static long approvals(BudgetRequest request) {
        return request.votes().stream()
                .filter(vote -> vote.vote().equals("approve"))
                .count();
    }
}
