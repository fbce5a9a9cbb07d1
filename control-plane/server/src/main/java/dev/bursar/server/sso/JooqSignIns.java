package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.SSO_BREAK_GLASS;

import dev.bursar.adminapi.sso.SignInRuleImpact;
import dev.bursar.server.identity.HeldRoles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** When people signed in through their organization's provider, and whom a rule about it binds. */
@Component
final class JooqSignIns {
    private static final Field<Instant> LAST = DSL.coalesce(MEMBER.SIGNED_IN_AT, MEMBER.CREATED_AT);

    /** Somebody who is reminded. */
    record Reminded(UUID memberId, String email, Instant lastSignIn) {}

    void came(DSLContext tx, UUID organization, UUID member, Connection connection, Instant at) {
        tx.update(MEMBER)
                .set(MEMBER.CAME_THROUGH, connection.id())
                .set(MEMBER.SIGNED_IN_AT, at)
                .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.MEMBER_ID.eq(member))
                .execute();
    }

    List<UUID> overdue(
            DSLContext tx, UUID organization, Connection connection, SignInRule rule, Instant now, int most) {
        return tx.select(MEMBER.MEMBER_ID)
                .from(MEMBER)
                .where(bound(organization, connection), LAST.le(rule.overdueSince(now)))
                .orderBy(LAST, MEMBER.MEMBER_ID)
                .limit(most)
                .fetch(MEMBER.MEMBER_ID);
    }

    /** Once for each sign-in and each change of the rule; of several control planes one gets them. */
    List<Reminded> remind(
            DSLContext tx, UUID organization, Connection connection, SignInRule rule, Instant now, int most) {
        Condition notYet =
                MEMBER.REMINDED_AT.isNull().or(MEMBER.REMINDED_AT.lt(LAST)).or(MEMBER.REMINDED_AT.lt(rule.since()));
        return tx.update(MEMBER)
                .set(MEMBER.REMINDED_AT, now)
                .where(
                        MEMBER.ORGANIZATION_ID.eq(organization),
                        MEMBER.MEMBER_ID.in(DSL.select(MEMBER.MEMBER_ID)
                                .from(MEMBER)
                                .where(
                                        bound(organization, connection),
                                        LAST.le(rule.remindedSince(now)),
                                        MEMBER.EMAIL.ne(""),
                                        notYet)
                                .orderBy(LAST, MEMBER.MEMBER_ID)
                                .limit(most)
                                .forUpdate()
                                .skipLocked()))
                .returning(MEMBER.MEMBER_ID, MEMBER.EMAIL, MEMBER.SIGNED_IN_AT, MEMBER.CREATED_AT)
                .fetch(row -> new Reminded(
                        row.getMemberId(),
                        row.getEmail(),
                        row.getSignedInAt() == null ? row.getCreatedAt() : row.getSignedInAt()));
    }

    /** No letter reached them. */
    void notReminded(DSLContext tx, UUID organization, List<UUID> members) {
        tx.update(MEMBER)
                .setNull(MEMBER.REMINDED_AT)
                .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.MEMBER_ID.in(members))
                .execute();
    }

    SignInRuleImpact impact(DSLContext tx, UUID organization, Connection connection, SignInRule rule, Instant now) {
        Condition overdue = bound(organization, connection).and(LAST.le(rule.overdueSince(now)));
        List<UUID> late =
                tx.select(MEMBER.MEMBER_ID).from(MEMBER).where(overdue).fetch(MEMBER.MEMBER_ID);
        List<UUID> administrators = HeldRoles.administrators(tx, organization, Integer.MAX_VALUE);
        return new SignInRuleImpact(
                rule.days(),
                tx.fetchCount(MEMBER, bound(organization, connection)),
                late.size(),
                administrators.stream().filter(late::contains).count(),
                tx.fetchCount(
                        API_KEY,
                        API_KEY.ORGANIZATION_ID.eq(organization),
                        API_KEY.STATE.eq("active"),
                        API_KEY.EXPIRES_AT.isNull().or(API_KEY.EXPIRES_AT.gt(now)),
                        API_KEY.OWNER_MEMBER_ID.in(
                                DSL.select(MEMBER.MEMBER_ID).from(MEMBER).where(overdue))),
                tx.fetchCount(MEMBER, through(organization, connection), MEMBER.SOURCE.eq("scim")),
                tx.fetchCount(
                        MEMBER,
                        MEMBER.ORGANIZATION_ID.eq(organization),
                        MEMBER.CAME_THROUGH.eq(connection.id()),
                        MEMBER.STATE.eq("suspended"),
                        MEMBER.SUSPENDED_BECAUSE.isNotNull()),
                rule.suspendsFrom().atOffset(ZoneOffset.UTC));
    }

    private static Condition through(UUID organization, Connection connection) {
        return MEMBER.ORGANIZATION_ID
                .eq(organization)
                .and(MEMBER.CAME_THROUGH.eq(connection.id()))
                .and(MEMBER.STATE.eq("active"));
    }

    /** Whom SCIM keeps, SCIM takes away. The break-glass account stays in any case. */
    private static Condition bound(UUID organization, Connection connection) {
        return through(organization, connection)
                .and(MEMBER.SOURCE.ne("scim"))
                .and(MEMBER.MEMBER_ID.notIn(DSL.select(SSO_BREAK_GLASS.MEMBER_ID)
                        .from(SSO_BREAK_GLASS)
                        .where(SSO_BREAK_GLASS.ORGANIZATION_ID.eq(organization))));
    }
}
