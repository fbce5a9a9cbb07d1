package dev.bursar.adminapi.me;

import dev.bursar.adminapi.access.Access;
import java.util.List;
import java.util.UUID;

/**
 * The caller.
 *
 * @param kind {@code person} or {@code service_account}
 * @param subject at the issuer; a service account's id
 * @param email of a service account empty
 * @param name of a service account; for a workload's token with the token's subject
 */
public record Me(String kind, String subject, String email, String name, List<Membership> organizations) {
    /**
     * @param memberId in the organization; a service account's id
     * @param organizationState {@code active}, or {@code archived}: it can be read, and nothing in it changes
     * @param roles names of the roles held, wherever: {@code organization_admin}, or a custom role's name
     * @param actions what is allowed in the whole organization, {@code key.write}
     * @param grants the roles, each with over what it is held
     * @param inUnits what is allowed over units only, each in its subtree: a console shows a page where its action is
     *     allowed anywhere, and a button where it is allowed for the thing
     */
    public record Membership(
            UUID organizationId,
            String organizationName,
            String slug,
            String timeZone,
            String organizationState,
            UUID memberId,
            List<String> roles,
            List<String> actions,
            List<Access.Held> grants,
            List<Access.InUnit> inUnits) {}
}
