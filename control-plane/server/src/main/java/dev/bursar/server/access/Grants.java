package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;
import static dev.bursar.server.sql.Tables.SERVICE_ACCOUNT;

import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.MemberPlaces;
import dev.bursar.server.organization.Units;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.RoleGrantRecord;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives roles to members, groups and service accounts, and takes them away. Nobody gives or takes what they do not hold
 * themselves over the same place: checked here, whoever asks.
 */
@Component
public class Grants {
    private static final String KIND = "role_grant";

    private final JooqGrants store;
    private final Roles roles;
    private final Units units;
    private final LastAdmin lastAdmin;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Grants(JooqGrants store, Roles roles, Units units, LastAdmin lastAdmin, AuditLog audit, Ids ids, Clock clock) {
        this.store = store;
        this.roles = roles;
        this.units = units;
        this.lastAdmin = lastAdmin;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who holds a role. */
    public enum Holder {
        MEMBER("member"),
        GROUP("group"),
        SERVICE_ACCOUNT("service_account");

        private final String text;

        Holder(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        static Holder of(String text) {
            for (Holder holder : values()) {
                if (holder.text.equals(text)) {
                    return holder;
                }
            }
            throw ProblemException.field("holder", "holder_unknown", "There is no such kind of holder.");
        }
    }

    /**
     * What is held already stays as it is.
     *
     * @param unitId over whose subtree; null: over the whole organization
     * @return the grant's id
     * @throws ProblemException 400 if there is no such holder or unit for the caller
     * @throws dev.bursar.server.identity.RefusedException 403 {@code exceeds_own_authority}
     */
    public UUID give(
            DSLContext tx, Caller caller, Holder holder, UUID holderId, ChosenRole role, @Nullable UUID unitId) {
        requireOver(tx, caller, Action.ROLE_WRITE, unitId);
        if (!sees(tx, caller, holder, holderId)) {
            throw ProblemException.field("holderId", "holder_unknown", "There is nobody of this id.");
        }
        return insert(tx, caller, holder, holderId, role, unitId);
    }

    /** To somebody whom the caller has just made, and so need not see. */
    UUID insert(DSLContext tx, Caller caller, Holder holder, UUID holderId, ChosenRole role, @Nullable UUID unitId) {
        caller.requireHolds(tx, role.actions(), unitId);
        RoleGrantRecord row = new RoleGrantRecord();
        row.setOrganizationId(caller.organizationId());
        row.setGrantId(ids.next());
        row.setMemberId(holder == Holder.MEMBER ? holderId : null);
        row.setGroupId(holder == Holder.GROUP ? holderId : null);
        row.setServiceAccountId(holder == Holder.SERVICE_ACCOUNT ? holderId : null);
        row.setRole(role.builtIn() == null ? null : role.builtIn().text());
        row.setRoleId(role.roleId());
        row.setUnitId(unitId);
        row.setGrantedBy(caller.actorName());
        row.setCreatedAt(clock.instant());
        if (tx.insertInto(ROLE_GRANT).set(row).onConflictDoNothing().execute() == 0) {
            return store.same(tx, row);
        }
        RoleGrant made =
                store.find(tx, caller.organizationId(), row.getGrantId()).orElseThrow();
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("role.granted", KIND, made.id(), made.holderName(), facts(made))
                        .about(people(made)));
        return made.id();
    }

    /** @return what was taken. @throws ProblemException 404; 403; 409 {@code last_admin} */
    public RoleGrant take(DSLContext tx, Caller caller, UUID grantId) {
        caller.requireAnywhere(Action.ROLE_WRITE);
        UUID organization = caller.organizationId();
        return lastAdmin.keep(tx, organization, () -> {
            RoleGrant grant =
                    store.find(tx, organization, grantId).orElseThrow(() -> ProblemException.notFound("grant"));
            caller.requireFor(tx, Action.ROLE_WRITE, Action.MEMBER_READ, grant.unitId(), "grant");
            Set<Action> actions = roles.choose(
                            tx, organization, grant.roleId() == null ? grant.role() : null, grant.roleId())
                    .actions();
            caller.requireHolds(tx, actions, grant.unitId());
            tx.deleteFrom(ROLE_GRANT)
                    .where(ROLE_GRANT.ORGANIZATION_ID.eq(organization), ROLE_GRANT.GRANT_ID.eq(grantId))
                    .execute();
            audit.append(
                    tx,
                    caller,
                    new AuditLog.Change(
                                    "role.revoked",
                                    KIND,
                                    grantId.toString(),
                                    grant.holderName(),
                                    AuditLog.Outcome.DONE,
                                    facts(grant),
                                    null)
                            .about(people(grant)));
            return grant;
        });
    }

    /** That the caller may do this over the place, and that it is there. @throws ProblemException 400 {@code unit_unknown} */
    void requireOver(DSLContext tx, Caller caller, Action action, @Nullable UUID unitId) {
        caller.requireAnywhere(action);
        if (unitId != null) {
            boolean seen = caller.mayIn(tx, action, unitId) || caller.mayIn(tx, Action.UNIT_READ, unitId);
            boolean active = seen
                    && units.find(tx, caller.organizationId(), unitId)
                            .filter(unit -> unit.state().equals("active"))
                            .isPresent();
            if (!active) {
                throw ProblemException.field("unitId", "unit_unknown", "There is no such active unit.");
            }
        }
        caller.requireIn(tx, action, unitId);
    }

    private static boolean sees(DSLContext tx, Caller caller, Holder holder, UUID id) {
        UUID organization = caller.organizationId();
        return switch (holder) {
            case MEMBER -> MemberPlaces.sees(tx, caller, id);
            case GROUP ->
                tx.fetchExists(
                        MEMBER_GROUP,
                        MEMBER_GROUP.ORGANIZATION_ID.eq(organization),
                        MEMBER_GROUP.GROUP_ID.eq(id),
                        GroupReadModel.seen(caller));
            case SERVICE_ACCOUNT ->
                caller.may(Action.SERVICE_ACCOUNT_READ)
                        && tx.fetchExists(
                                SERVICE_ACCOUNT,
                                SERVICE_ACCOUNT.ORGANIZATION_ID.eq(organization),
                                SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID.eq(id));
        };
    }

    /** In whose history it stands. Of a group nobody's: its people come and go. */
    private static Set<UUID> people(RoleGrant grant) {
        return grant.holder().equals(Holder.MEMBER.text()) ? Set.of(grant.holderId()) : Set.of();
    }

    private static Map<String, @Nullable Object> facts(RoleGrant grant) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("holder", grant.holder());
        facts.put("holderId", grant.holderId().toString());
        facts.put("role", grant.role());
        facts.put("unitId", grant.unitId() == null ? null : grant.unitId().toString());
        return facts;
    }
}
