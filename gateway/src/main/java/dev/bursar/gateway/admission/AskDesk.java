package dev.bursar.gateway.admission;

import java.util.concurrent.CompletionStage;

/** Where a holder's request for more of a budget goes: the control plane, seen from the edge. Nothing blocks. */
public interface AskDesk {
    /**
     * @param budgetId empty: the hard budget on the key's path that has least left
     * @param amountNanos more than 0
     * @param reason 1 to 1,000 characters
     * @param idempotencyKey the same one gets the same answer
     */
    record Ask(
            String organizationId,
            String keyId,
            String budgetId,
            long amountNanos,
            String reason,
            String idempotencyKey) {}

    /** What became of it. */
    sealed interface Answer {
        /** @param state {@code open}, {@code approved}, {@code declined}, {@code withdrawn} or {@code expired} */
        record Taken(String requestId, String state) implements Answer {}

        /** It asks for what cannot be. The message is for its caller. */
        record Refused(Why why, String message) implements Answer {}

        /** Nobody can be asked right now. */
        record Unreachable() implements Answer {}
    }

    /** Why a request for more is not taken. */
    enum Why {
        INVALID,
        UNKNOWN_BUDGET,
        NOT_NOW,
        TOO_MANY
    }

    /** Never completes exceptionally. */
    CompletionStage<Answer> ask(Ask ask);
}
