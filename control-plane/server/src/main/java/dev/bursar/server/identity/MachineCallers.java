package dev.bursar.server.identity;

import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Service accounts as callers. Roles are looked up at each request, as people's are. */
@Component
final class MachineCallers {
    private final Tenancy tenancy;

    MachineCallers(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** @throws ProblemException 404 if it is another organization's */
    Caller in(UUID organizationId, Machine machine, String requestId, String address) {
        if (!machine.organizationId().equals(organizationId)) {
            throw ProblemException.notFound("organization");
        }
        Membership membership = membership(machine).orElseThrow(() -> ProblemException.notFound("organization"));
        return new Caller(
                organizationId,
                ActorKind.SERVICE_ACCOUNT,
                machine.serviceAccountId().toString(),
                machine.name(),
                membership.authority(),
                requestId,
                address);
    }

    /** Empty: its organization is deleted. */
    Optional<Membership> membership(Machine machine) {
        return tenancy.read(machine.organizationId(), tx -> membership(tx, machine));
    }

    private static Optional<Membership> membership(DSLContext tx, Machine machine) {
        return tx.select(ORGANIZATION.STATE)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(machine.organizationId()), ORGANIZATION.STATE.ne("deleted"))
                .fetchOptional(ORGANIZATION.STATE)
                .map(state -> new Membership(
                        machine.organizationId(),
                        machine.serviceAccountId(),
                        machine.name(),
                        state.equals("archived"),
                        HeldRoles.ofServiceAccount(tx, machine.organizationId(), machine.serviceAccountId())));
    }
}
