package dev.bursar.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verified access token says: who, in which sign-in, and which organizations the issuer vouches for. The same
 * for every issuer; {@link TokenIdentity} makes it.
 *
 * @param sessionId of the sign-in ({@code sid}), the same in each token that it brings forth; empty where the issuer
 *     names none
 * @param authenticatedAt when the person last proved to the issuer who they are ({@code auth_time}); empty where the token
 *     does not say
 * @param emailVerified the issuer says that the address is the person's own
 * @param through alias of the identity provider that they came through; empty: they have an account at the issuer itself
 * @param organizations that the issuer counts them among
 */
public record SignIn(
        Identity identity,
        Optional<String> sessionId,
        Optional<Instant> authenticatedAt,
        boolean emailVerified,
        Optional<String> through,
        List<Belonging> organizations) {
    public SignIn {
        organizations = List.copyOf(organizations);
    }

    /**
     * One organization at the issuer.
     *
     * @param alias its name there; provisioned ones bear the organization's id
     * @param groups names, as the organization's identity provider gave them
     */
    public record Belonging(String alias, List<String> groups) {
        public Belonging {
            groups = List.copyOf(groups);
        }
    }
}
