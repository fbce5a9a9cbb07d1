package dev.bursar.server.identity;

/** The people whom the embedded issuer can sign in. There is none where the issuer is elsewhere. */
public interface Accounts {
    /**
     * Adds the account, or gives the one with this subject a new password.
     *
     * @throws dev.bursar.server.platform.web.ProblemException 400 where the password breaks a rule
     */
    void put(String subject, String email, String name, String password);
}
