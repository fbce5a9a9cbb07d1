package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.platform.web.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An organization keeps somebody who administers it. Whatever may take an admin away (a role, a suspension, a group's
 * members) happens in here; whom provisioning announced as one and who never signed in is none yet. One such change of an
 * organization at a time: of two that each leave the other's admin, the second one sees that there is none.
 */
@Component
public final class LastAdmin {
    /** @throws ProblemException 409 {@code last_admin} if there was an active admin before and is none after */
    public <T extends @Nullable Object> T keep(DSLContext tx, UUID organizationId, Supplier<T> change) {
        lock(tx, organizationId);
        boolean had = isAdministered(tx, organizationId);
        T result = change.get();
        if (had && !isAdministered(tx, organizationId)) {
            throw new ProblemException(
                    409, "last_admin", "Nobody else administers this organization. Make somebody its admin first.");
        }
        return result;
    }

    /**
     * For what nobody can be told of: takes the change back where it would leave nobody.
     *
     * @return whether the change stays
     */
    public boolean unlessLast(DSLContext tx, UUID organizationId, Runnable change, Runnable back) {
        lock(tx, organizationId);
        boolean had = isAdministered(tx, organizationId);
        change.run();
        boolean leavesNobody = had && !isAdministered(tx, organizationId);
        if (leavesNobody) {
            back.run();
        }
        return !leavesNobody;
    }

    /** Whether they administer it alone. The answer holds for the rest of the transaction. */
    static boolean is(DSLContext tx, UUID organizationId, UUID memberId) {
        lock(tx, organizationId);
        return HeldRoles.administratorsWhoCame(tx, organizationId, 2).equals(List.of(memberId));
    }

    /** One change of who is in the organization, and with which roles, at a time. */
    static void lock(DSLContext tx, UUID organizationId) {
        tx.select(ORGANIZATION.ORGANIZATION_ID)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organizationId))
                .forNoKeyUpdate()
                .fetch();
    }

    private static boolean isAdministered(DSLContext tx, UUID organizationId) {
        return !HeldRoles.administratorsWhoCame(tx, organizationId, 1).isEmpty();
    }
}
