package dev.bursar.adminapi.me;

import java.util.List;
import java.util.UUID;

/** The caller. */
public record Me(String subject, String email, String name, List<Membership> organizations) {
    /**
     * @param roles as in the glossary, {@code organization_admin}
     * @param actions what the roles allow, {@code key.write}: a console shows only what may be used
     */
    public record Membership(
            UUID organizationId,
            String organizationName,
            String slug,
            String timeZone,
            UUID memberId,
            List<String> roles,
            List<String> actions) {}
}
