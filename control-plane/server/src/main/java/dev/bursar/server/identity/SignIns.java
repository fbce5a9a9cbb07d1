package dev.bursar.server.identity;

/** Which sign-ins go on. */
public interface SignIns {
    /**
     * Each call that a person makes with a token, before anything is done for it.
     *
     * @param address where the call came from
     * @param userAgent as the client calls itself; may be empty
     * @throws dev.bursar.server.platform.web.ProblemException 401 {@code session_ended}
     */
    void seen(SignIn signIn, String address, String userAgent);

    boolean isEnded(String issuer, String sessionId);

    /** The issuer says that it is over: known here or not, its tokens are refused from now on. */
    void endedByIssuer(Identity person, String sessionId);
}
