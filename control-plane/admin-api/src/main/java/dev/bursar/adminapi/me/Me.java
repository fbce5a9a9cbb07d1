package dev.bursar.adminapi.me;

import dev.bursar.adminapi.access.Access;
import java.util.List;
import java.util.UUID;

/** The caller. */
public record Me(String subject, String email, String name, List<Membership> organizations) {
    /**
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
