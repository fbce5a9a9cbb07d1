package dev.bursar.server.identity;

import java.util.UUID;

/** Finds out who makes the current request. */
public interface Callers {
    /**
     * @return the caller as a member of this organization
     * @throws dev.bursar.server.platform.web.ProblemException 404 if they are not: what is invisible does not exist
     */
    Caller in(UUID organizationId);
}
