package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.SERVICE_ACCOUNT;

import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.HeldRole;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.identity.MemberPlaces;
import dev.bursar.server.platform.web.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * A member or a service account with the roles that the caller sees them hold.
 *
 * @param state {@code active}, or why none of it can be used
 * @param archived the organization is: nothing in it changes, whatever anybody holds
 */
record Holder(UUID id, String name, String state, List<HeldRole> roles, boolean archived) {
    Holder {
        roles = List.copyOf(roles);
    }

    /**
     * Of others a reader is told what they hold where the reader may read members.
     *
     * @throws ProblemException 404 if there is nobody of this id for the caller
     */
    static Holder find(DSLContext tx, Caller caller, UUID id) {
        boolean self = isOneself(caller, id);
        if (!self) {
            caller.requireAnywhere(Action.MEMBER_READ);
        }
        Holder whole = member(tx, caller, id)
                .or(() -> serviceAccount(tx, caller.organizationId(), id))
                .orElseThrow(Holder::unknown);
        List<HeldRole> seen = whole.roles().stream()
                .filter(role -> self || caller.mayIn(tx, Action.MEMBER_READ, role.unitId()))
                .toList();
        if (!self && seen.isEmpty() && !caller.may(Action.MEMBER_READ)) {
            throw unknown();
        }
        return new Holder(id, whole.name(), whole.state(), seen, whole.archived());
    }

    static boolean isOneself(Caller caller, UUID id) {
        return id.toString().equals(caller.actorId());
    }

    boolean active() {
        return state.equals("active");
    }

    /** What the roles allow together now. */
    Authority authority() {
        Authority authority = HeldRole.authority(roles);
        return archived ? authority.frozen() : authority;
    }

    private static Optional<Holder> member(DSLContext tx, Caller caller, UUID id) {
        UUID organization = caller.organizationId();
        return tx.selectFrom(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.MEMBER_ID.eq(id))
                .fetchOptional()
                .filter(row -> MemberPlaces.sees(tx, caller, id))
                .map(row -> new Holder(
                        id,
                        row.getDisplayName(),
                        row.getState(),
                        HeldRoles.ofMember(tx, organization, id),
                        isArchived(tx, organization)));
    }

    private static Optional<Holder> serviceAccount(DSLContext tx, UUID organization, UUID id) {
        return tx.selectFrom(SERVICE_ACCOUNT)
                .where(SERVICE_ACCOUNT.ORGANIZATION_ID.eq(organization), SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID.eq(id))
                .fetchOptional(row -> new Holder(
                        id,
                        row.getName(),
                        row.getState(),
                        HeldRoles.ofServiceAccount(tx, organization, id),
                        isArchived(tx, organization)));
    }

    private static boolean isArchived(DSLContext tx, UUID organization) {
        return tx.fetchExists(
                ORGANIZATION, ORGANIZATION.ORGANIZATION_ID.eq(organization), ORGANIZATION.STATE.ne("active"));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("member or service account");
    }
}
