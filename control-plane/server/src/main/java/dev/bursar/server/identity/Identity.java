package dev.bursar.server.identity;

/**
 * Who a token speaks of.
 *
 * @param issuer who vouches for it
 * @param subject unique at the issuer, never reassigned
 */
public record Identity(String issuer, String subject, String email, String name) {}
