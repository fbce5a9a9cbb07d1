package dev.bursar.server.identity;

import dev.bursar.policy.key.KeyText;
import dev.bursar.policy.workload.CompactToken;
import dev.bursar.policy.workload.TokenClaims;
import java.util.UUID;

/** Finds out which service account a credential stands for, at each request anew. */
public interface Machines {
    /** @throws BearerRefusedException if it is no management key that works */
    Machine ofKey(KeyText key);

    /**
     * @param organizationId which the request is about: a token is believed organization by organization
     * @throws BearerRefusedException if the organization does not believe it
     */
    Machine ofToken(UUID organizationId, TokenClaims claims, CompactToken token);

    /**
     * For a request that is about no organization: the one whose audience the token names.
     *
     * @throws BearerRefusedException if none believes it; 400 {@code token_needs_organization} if several do
     */
    Machine ofToken(TokenClaims claims, CompactToken token);
}
