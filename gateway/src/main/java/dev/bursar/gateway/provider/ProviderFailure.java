package dev.bursar.gateway.provider;

/**
 * A call that brought no answer, or not all of it.
 *
 * @param status of the provider's answer; 0: none came
 * @param message for the client; never from a refused credential's answer, never with a secret in it
 * @param retryAfter the provider's header, or empty
 * @param produced something may have been produced and billed
 */
public record ProviderFailure(Kind kind, int status, String message, String retryAfter, boolean produced) {
    /** What went wrong. The code is stable. */
    public enum Kind {
        UNREACHABLE("provider_unreachable", 502),
        ADDRESS_REFUSED("provider_address_refused", 502),
        TIMEOUT("provider_timeout", 504),
        FAILED("provider_failed", 502),
        GARBAGE("provider_garbage", 502),
        CUT("provider_cut", 502),
        RATE_LIMITED("provider_rate_limited", 429),
        REJECTED_CREDENTIAL("provider_rejected_credential", 502),
        /** The provider refused the request itself: its status and message go to the client. */
        REJECTED_REQUEST("provider_rejected_request", 400);

        private final String code;
        private final int status;

        Kind(String code, int status) {
            this.code = code;
            this.status = status;
        }

        public String code() {
            return code;
        }

        /** For the client; {@link #REJECTED_REQUEST} passes the provider's own instead. */
        public int status() {
            return status;
        }
    }

    public static ProviderFailure of(Kind kind, String message) {
        return new ProviderFailure(kind, 0, message, "", false);
    }

    /** The same, after something came. */
    public ProviderFailure afterOutput() {
        return new ProviderFailure(kind, status, message, retryAfter, true);
    }
}
