package dev.bursar.gateway.keyring;

import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.policy.workload.TokenFault;

/** Who calls, or why nobody does. */
public sealed interface KeyVerdict {
    record Known(KeyGrant grant) implements KeyVerdict {}

    /**
     * @param code stable
     * @param later the same may be taken in a moment
     */
    record Refused(String code, String message, boolean later) implements KeyVerdict {
        static Refused of(KeyRefusal reason) {
            return new Refused(reason.code(), reason.message(), false);
        }

        static Refused of(TokenFault fault) {
            return new Refused(fault.code(), fault.message(), false);
        }
    }

    /** A workload's token that this node does not remember: {@link WorkloadTokens#check} tells. */
    record Unchecked(PresentedToken token) implements KeyVerdict {}
}
