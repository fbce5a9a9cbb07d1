package dev.bursar.server.identity;

/** Tells an issuer that a sign-in is over, so that its other applications learn of it. */
public interface SessionEnder {
    /** After the sign-in was ended here. What fails here is logged: its tokens are refused all the same. */
    void ended(String issuer, String sessionId);
}
