package dev.bursar.server.identity;

/**
 * Where an identity provider says who somebody is: names of claims (OpenID Connect; a dot leads into an object, {@code \.}
 * is a dot) or of attributes (SAML).
 *
 * @param groups lists the groups that they are in
 */
public record PersonAttributes(String email, String firstName, String lastName, String groups) {
    public static final PersonAttributes OIDC = new PersonAttributes("email", "given_name", "family_name", "groups");
    public static final PersonAttributes SAML = new PersonAttributes("email", "givenName", "surname", "groups");
}
