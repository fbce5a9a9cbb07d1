package dev.bursar.server.identity;

/** The people whom the embedded issuer can sign in. There is none where the issuer is elsewhere. */
public interface Accounts {
    /** Adds the account, or gives the one with this subject a new password. */
    void put(String subject, String email, String name, String password);
}
