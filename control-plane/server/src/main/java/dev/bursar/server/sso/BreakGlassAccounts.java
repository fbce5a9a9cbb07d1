package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.SSO_BREAK_GLASS;

import dev.bursar.adminapi.sso.BreakGlass;
import dev.bursar.adminapi.sso.IssuedBreakGlass;
import dev.bursar.policy.access.Action;
import dev.bursar.server.access.MemberStates;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.IssuerException;
import dev.bursar.server.identity.IssuerProperties;
import dev.bursar.server.identity.Members;
import dev.bursar.server.identity.Role;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** One administrator of an organization whom no identity provider can keep out. */
@Component
final class BreakGlassAccounts {
    private static final int PASSWORD_BYTES = 18;
    private static final String KIND = "member";

    private final Provisioning provisioning;
    private final JooqIssuerTasks tasks;
    private final Members members;
    private final MemberStates states;
    private final JooqConnections connections;
    private final SsoImpacts impacts;
    private final IssuerProperties issuer;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    BreakGlassAccounts(
            Provisioning provisioning,
            JooqIssuerTasks tasks,
            Members members,
            MemberStates states,
            JooqConnections connections,
            SsoImpacts impacts,
            IssuerProperties issuer,
            Tenancy tenancy,
            AuditLog audit,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.provisioning = provisioning;
        this.tasks = tasks;
        this.members = members;
        this.states = states;
        this.connections = connections;
        this.impacts = impacts;
        this.issuer = issuer;
        this.tenancy = tenancy;
        this.audit = audit;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    Optional<BreakGlass> find(DSLContext tx, UUID organization) {
        return tx.selectFrom(SSO_BREAK_GLASS)
                .where(SSO_BREAK_GLASS.ORGANIZATION_ID.eq(organization))
                .fetchOptional(row -> new BreakGlass(
                        row.getMemberId(),
                        row.getUsername(),
                        row.getIssuedAt().atOffset(ZoneOffset.UTC),
                        row.getLastUsedAt() == null ? null : row.getLastUsedAt().atOffset(ZoneOffset.UTC)));
    }

    /** The account is at the issuer before anybody here is told of it: a failure leaves nobody who can't sign in. */
    IssuedBreakGlass issue(Caller caller) {
        UUID organization = caller.organizationId();
        String username = tenancy.read(organization, tx -> {
            caller.require(Action.ORGANIZATION_WRITE);
            caller.requireHolds(Role.ORGANIZATION_ADMIN.actions());
            return "break-glass-" + slug(tx, organization);
        });
        String password = password();
        String subject = account(organization, username, password);
        BreakGlass account = tenancy.write(organization, tx -> record(tx, caller, username, subject));
        return new IssuedBreakGlass(account, password);
    }

    void close(Caller caller) {
        UUID organization = caller.organizationId();
        tenancy.write(organization, tx -> {
            caller.require(Action.ORGANIZATION_WRITE);
            BreakGlass account =
                    find(tx, organization).orElseThrow(() -> ProblemException.notFound("break-glass account"));
            String known = Objects.requireNonNullElse(
                    tx.select(MEMBER.SUBJECT)
                            .from(MEMBER)
                            .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.MEMBER_ID.eq(account.memberId()))
                            .fetchOne(MEMBER.SUBJECT),
                    "");
            tx.deleteFrom(SSO_BREAK_GLASS)
                    .where(SSO_BREAK_GLASS.ORGANIZATION_ID.eq(organization))
                    .execute();
            states.remove(tx, caller, account.memberId());
            if (connections.list(tx, organization).stream().anyMatch(c -> c.state() == ConnectionState.ENFORCED)) {
                impacts.requireAnotherWayIn(tx, organization);
            }
            provisioning.note(tx, organization);
            if (!known.isEmpty()) {
                tasks.closeAccount(tx, organization, known);
            }
            return true;
        });
        provisioning.tell(organization);
    }

    private BreakGlass record(DSLContext tx, Caller caller, String username, String subject) {
        UUID organization = caller.organizationId();
        Optional<BreakGlass> before = find(tx, organization);
        String name = "Break-glass administrator";
        Identity identity = new Identity(issuer.uri(), subject, username + "@" + organization + ".invalid", name);
        UUID member = before.filter(account -> isThere(tx, organization, account.memberId()))
                .map(account -> madeGood(tx, caller, account.memberId()))
                .orElseGet(() -> made(tx, caller, identity));
        tx.insertInto(SSO_BREAK_GLASS)
                .set(SSO_BREAK_GLASS.ORGANIZATION_ID, organization)
                .set(SSO_BREAK_GLASS.MEMBER_ID, member)
                .set(SSO_BREAK_GLASS.USERNAME, username)
                .set(SSO_BREAK_GLASS.ISSUED_AT, clock.instant())
                .set(SSO_BREAK_GLASS.ISSUED_BY, caller.actorName())
                .onConflict(SSO_BREAK_GLASS.ORGANIZATION_ID)
                .doUpdate()
                .set(SSO_BREAK_GLASS.MEMBER_ID, member)
                .set(SSO_BREAK_GLASS.ISSUED_AT, clock.instant())
                .set(SSO_BREAK_GLASS.ISSUED_BY, caller.actorName())
                .execute();
        // Where the issuer was not told yet that an older one ends.
        tasks.keepAccount(tx, organization, subject);
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("break_glass.issued", KIND, member, name, Map.of("username", username)));
        return find(tx, organization).orElseThrow();
    }

    private static boolean isThere(DSLContext tx, UUID organization, UUID member) {
        return tx.fetchExists(
                MEMBER,
                MEMBER.ORGANIZATION_ID.eq(organization),
                MEMBER.MEMBER_ID.eq(member),
                MEMBER.STATE.ne("removed"));
    }

    private UUID made(DSLContext tx, Caller caller, Identity identity) {
        UUID member = ids.next();
        members.add(tx, caller, member, identity, List.of(Role.ORGANIZATION_ADMIN));
        return member;
    }

    /** Whatever became of it meanwhile: whoever is given its password relies on its getting in, and being an admin there. */
    private UUID madeGood(DSLContext tx, Caller caller, UUID member) {
        states.reactivate(tx, caller, member);
        boolean admin = HeldRoles.ofMember(tx, caller.organizationId(), member).stream()
                .anyMatch(held -> held.unitId() == null && held.role().equals(Role.ORGANIZATION_ADMIN.text()));
        if (!admin) {
            members.grant(tx, caller, member, Role.ORGANIZATION_ADMIN, null);
        }
        return member;
    }

    private String account(UUID organization, String username, String password) {
        try {
            return provisioning.issuer().localAccount(organization, username, "Break-glass", password);
        } catch (IssuerException e) {
            throw new ProblemException(503, "issuer_unreachable", String.valueOf(e.getMessage()));
        }
    }

    private static String slug(DSLContext tx, UUID organization) {
        return tx.select(ORGANIZATION.SLUG)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organization))
                .fetchSingle()
                .value1();
    }

    private String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
