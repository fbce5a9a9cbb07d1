package dev.bursar.server.identity;

/**
 * Somebody gave themselves a new password. Published after it is stored; whoever keeps sign-ins ends the person's others.
 *
 * @param keptToken the access token by which it was done, whose own session goes on
 */
public record PasswordChanged(Identity account, String keptToken) {
    @Override
    public String toString() {
        return "PasswordChanged[subject=" + account.subject() + "]";
    }
}
