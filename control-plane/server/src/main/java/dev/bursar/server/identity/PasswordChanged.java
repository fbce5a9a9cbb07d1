package dev.bursar.server.identity;

/**
 * Somebody gave themselves a new password. Published after it is stored.
 *
 * @param by the sign-in by which it was done; it goes on
 */
public record PasswordChanged(SignIn by) {}
