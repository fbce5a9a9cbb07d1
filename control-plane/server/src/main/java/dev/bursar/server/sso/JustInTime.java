package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.SSO_BREAK_GLASS;

import dev.bursar.server.access.OverdueMembers;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.Members;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.identity.SignInListener;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.sql.tables.records.MemberRecord;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes members of people who come through an organization's own identity provider, and puts them into the groups that it
 * names. What the issuer vouches for is believed only as far as the organization's own: the sign-in went through its
 * connection, and the verified address is of a domain that it proved. A person who is known already by an invitation or by
 * SCIM becomes that member; a suspended one stays suspended (but for who only had to sign in again), and whom an administrator removed stays out until they are
 * invited anew.
 */
@Component
final class JustInTime implements SignInListener {
    private static final Logger LOG = LoggerFactory.getLogger(JustInTime.class);

    private final JooqConnections store;
    private final Connections connections;
    private final Provisioning provisioning;
    private final Domains domains;
    private final SsoGroups groups;
    private final KeptOut keptOut;
    private final JooqSignIns signIns;
    private final OverdueMembers overdue;
    private final Members members;
    private final Memberships memberships;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    JustInTime(
            JooqConnections store,
            Connections connections,
            Provisioning provisioning,
            Domains domains,
            SsoGroups groups,
            KeptOut keptOut,
            JooqSignIns signIns,
            OverdueMembers overdue,
            Members members,
            Memberships memberships,
            Tenancy tenancy,
            AuditLog audit,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.connections = connections;
        this.provisioning = provisioning;
        this.domains = domains;
        this.groups = groups;
        this.keptOut = keptOut;
        this.signIns = signIns;
        this.overdue = overdue;
        this.members = members;
        this.memberships = memberships;
        this.tenancy = tenancy;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void seen(SignIn signIn, boolean isNew) {
        if (signIn.through().isEmpty()) {
            if (isNew) {
                breakGlass(signIn.identity());
            }
            return;
        }
        for (SignIn.Belonging belonging : signIn.organizations()) {
            organization(belonging).ifPresent(id -> {
                boolean firstTest = tenancy.write(id, tx -> admit(tx, id, signIn, isNew, belonging.groups()));
                if (firstTest) {
                    provisioning.tell(id);
                }
            });
        }
    }

    private static Optional<UUID> organization(SignIn.Belonging belonging) {
        try {
            return Optional.of(UUID.fromString(belonging.alias()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @return whether this was the connection's test */
    private boolean admit(DSLContext tx, UUID organization, SignIn signIn, boolean isNew, List<String> named) {
        Connection connection = store.lockByAlias(
                        tx, organization, signIn.through().orElse(""))
                .filter(c -> c.state() != ConnectionState.DISABLED)
                .orElse(null);
        if (connection == null || !isOwn(tx, organization, signIn)) {
            return false;
        }
        Caller system = Caller.system(organization);
        Optional<MemberRecord> known = member(tx, organization, signIn.identity());
        if (known.isEmpty()) {
            known = awaited(tx, organization, signIn.identity());
            known.ifPresent(member -> recognize(tx, system, member, signIn.identity(), connection));
        }
        Optional<MemberRecord> removed =
                known.isEmpty() ? keptOut.find(tx, organization, signIn.identity()) : Optional.empty();
        if (removed.isPresent()) {
            if (isNew) {
                keptOut.note(tx, system, removed.get(), signIn.identity());
            }
            return false;
        }
        connections.used(tx, system, connection, signIn.identity().email());
        MemberRecord member = known.orElseGet(() -> join(tx, system, signIn.identity(), connection));
        came(tx, system, member, connection, isNew);
        groups.follow(tx, system, member, named, isNew);
        boolean firstTest = connection.state() == ConnectionState.DRAFT;
        if (firstTest) {
            provisioning.note(tx, organization);
        }
        return firstTest;
    }

    private boolean isOwn(DSLContext tx, UUID organization, SignIn signIn) {
        return signIn.emailVerified()
                && domains.isOwn(tx, organization, signIn.identity().email());
    }

    private static Optional<MemberRecord> member(DSLContext tx, UUID organization, Identity identity) {
        return tx.selectFrom(MEMBER)
                .where(
                        MEMBER.ORGANIZATION_ID.eq(organization),
                        MEMBER.ISSUER.eq(identity.issuer()),
                        MEMBER.SUBJECT.eq(identity.subject()))
                .forUpdate()
                .fetchOptional();
    }

    /** Only a new sign-in says that the provider lets them in still; the calls that follow say nothing new. */
    private void came(DSLContext tx, Caller system, MemberRecord member, Connection connection, boolean isNew) {
        if (isNew || !connection.id().equals(member.getCameThrough())) {
            signIns.came(tx, system.organizationId(), member.getMemberId(), connection, clock.instant());
        }
        if (isNew) {
            overdue.signedIn(tx, system, member);
        }
    }

    /** Somebody of this address was invited or provisioned, and has not signed in yet. */
    static Optional<MemberRecord> awaited(DSLContext tx, UUID organization, Identity identity) {
        return tx.selectFrom(MEMBER)
                .where(
                        MEMBER.ORGANIZATION_ID.eq(organization),
                        MEMBER.ISSUER.isNull(),
                        MEMBER.STATE.in("invited", "active", "suspended"),
                        MEMBER.EMAIL_FOLDED.eq(DSL.lower(identity.email())))
                .orderBy(MEMBER.CREATED_AT)
                .limit(1)
                .forUpdate()
                .fetchOptional();
    }

    private void recognize(
            DSLContext tx, Caller system, MemberRecord member, Identity identity, Connection connection) {
        String state = member.getState().equals("invited") ? "active" : member.getState();
        tx.update(MEMBER)
                .set(MEMBER.ISSUER, identity.issuer())
                .set(MEMBER.SUBJECT, identity.subject())
                .set(MEMBER.STATE, state)
                .set(MEMBER.CHANGED_AT, clock.instant())
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ORGANIZATION_ID.eq(system.organizationId()), MEMBER.MEMBER_ID.eq(member.getMemberId()))
                .execute();
        audit.append(
                tx,
                system,
                AuditLog.Change.changed(
                        "member.recognized",
                        "member",
                        member.getMemberId(),
                        member.getDisplayName(),
                        Map.of("state", member.getState(), "subject", ""),
                        Map.of("state", state, "subject", identity.subject(), "connection", connection.name())));
    }

    private MemberRecord join(DSLContext tx, Caller system, Identity identity, Connection connection) {
        UUID id = ids.next();
        members.add(tx, system, id, identity, List.of(connection.defaultRole()));
        tx.update(MEMBER)
                .set(MEMBER.SOURCE, "sso")
                .where(MEMBER.ORGANIZATION_ID.eq(system.organizationId()), MEMBER.MEMBER_ID.eq(id))
                .execute();
        audit.append(
                tx,
                system,
                AuditLog.Change.created(
                        "member.joined",
                        "member",
                        id,
                        identity.name(),
                        Map.of(
                                "email", identity.email(),
                                "roles", List.of(connection.defaultRole().text()),
                                "connection", connection.name())));
        return member(tx, system.organizationId(), identity).orElseThrow();
    }

    /** It is for emergencies: that it is used at all is news. */
    private void breakGlass(Identity identity) {
        memberships
                .of(identity)
                .forEach(membership -> tenancy.write(membership.organizationId(), tx -> {
                    int used = tx.update(SSO_BREAK_GLASS)
                            .set(SSO_BREAK_GLASS.LAST_USED_AT, clock.instant())
                            .where(
                                    SSO_BREAK_GLASS.ORGANIZATION_ID.eq(membership.organizationId()),
                                    SSO_BREAK_GLASS.MEMBER_ID.eq(membership.memberId()))
                            .execute();
                    if (used > 0) {
                        LOG.warn("The break-glass account is in use organization={}", membership.organizationId());
                        audit.append(
                                tx,
                                Caller.system(membership.organizationId()),
                                AuditLog.Change.created(
                                        "break_glass.used",
                                        "member",
                                        membership.memberId(),
                                        membership.displayName(),
                                        Map.of("subject", identity.subject())));
                    }
                    return true;
                }));
    }
}
