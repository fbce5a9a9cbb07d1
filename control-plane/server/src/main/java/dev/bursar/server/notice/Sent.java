package dev.bursar.server.notice;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt went.
 *
 * @param status of the receiver's answer; null: none came
 * @param error a sentence; empty: delivered
 * @param retry whether another attempt may go better
 */
record Sent(@Nullable Integer status, String error, boolean retry) {
    private static final int LONGEST = 300;

    static Sent delivered(@Nullable Integer status) {
        return new Sent(status, "", false);
    }

    static Sent failed(@Nullable Integer status, @Nullable String error) {
        String text = error == null || error.isBlank() ? "The receiver could not be reached." : error;
        String line = text.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return new Sent(status, line.substring(0, Math.min(LONGEST, line.length())), true);
    }

    static Sent never(String error) {
        return new Sent(null, error, false);
    }

    boolean isDelivered() {
        return error.isEmpty();
    }
}
