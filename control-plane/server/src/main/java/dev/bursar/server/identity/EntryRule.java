package dev.bursar.server.identity;

import java.util.UUID;

/** What an organization demands of a sign-in, beside that it is a member's. */
public interface EntryRule {
    /** @throws dev.bursar.server.platform.web.ProblemException 403 with the reason */
    void check(UUID organizationId, SignIn signIn);
}
