package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.CUSTOM_ROLE;
import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.access.Member;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Reach;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Extent;
import dev.bursar.server.identity.MemberPlaces;
import dev.bursar.server.platform.web.Sorting;
import dev.bursar.server.sql.tables.records.MemberRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The organization's people, as far as a caller sees them. */
@Component
final class JooqMembers {
    static final Sorting<Member> ORDERS = new Sorting<>(
            MEMBER.MEMBER_ID,
            Member::id,
            "-joined",
            Sorting.byTime("joined", MEMBER.CREATED_AT, Member::createdAt),
            Sorting.byTime("lastActive", MEMBER.ACTIVE_ORDER, Member::lastActiveAt),
            Sorting.byText("name", MEMBER.NAME_ORDER, Member::name));

    /** One more than the page. */
    List<Member> page(DSLContext tx, Caller caller, Condition wanted, Sorting.Start<Member> start, int size) {
        UUID organization = caller.organizationId();
        Extent extent = Extent.of(tx, caller.reach(Action.MEMBER_READ), organization);
        List<MemberRecord> rows = tx.selectFrom(MEMBER)
                .where(
                        MEMBER.ORGANIZATION_ID.eq(organization),
                        MemberPlaces.within(tx, extent, organization),
                        wanted,
                        start.rest())
                .orderBy(start.order())
                .limit(size + 1)
                .fetch();
        Map<UUID, List<String>> roles = roles(
                tx,
                organization,
                extent,
                rows.stream().map(MemberRecord::getMemberId).toList());
        return rows.stream()
                .map(row -> member(row, roles.getOrDefault(row.getMemberId(), List.of())))
                .toList();
    }

    /** That they are in this group, which the caller sees. */
    static Condition inGroup(Caller caller, UUID groupId) {
        return MEMBER.MEMBER_ID.in(DSL.select(GROUP_MEMBER.MEMBER_ID)
                .from(GROUP_MEMBER)
                .join(MEMBER_GROUP)
                .on(
                        MEMBER_GROUP.ORGANIZATION_ID.eq(GROUP_MEMBER.ORGANIZATION_ID),
                        MEMBER_GROUP.GROUP_ID.eq(GROUP_MEMBER.GROUP_ID))
                .where(
                        GROUP_MEMBER.ORGANIZATION_ID.eq(caller.organizationId()),
                        GROUP_MEMBER.GROUP_ID.eq(groupId),
                        GroupReadModel.seen(caller)));
    }

    /** Of whoever was not removed. */
    Optional<Member> find(DSLContext tx, Caller caller, UUID memberId) {
        UUID organization = caller.organizationId();
        boolean self = memberId.equals(caller.memberId());
        Extent extent = Extent.of(tx, self ? new Reach.Everywhere() : caller.reach(Action.MEMBER_READ), organization);
        return tx.selectFrom(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organization), MEMBER.MEMBER_ID.eq(memberId))
                .fetchOptional(row -> member(
                        row, roles(tx, organization, extent, List.of(memberId)).getOrDefault(memberId, List.of())));
    }

    /** Of each, by whatever way they hold them; a reader over units sees those that are held there. */
    private static Map<UUID, List<String>> roles(
            DSLContext tx, UUID organization, Extent extent, Collection<UUID> members) {
        var name = DSL.coalesce(ROLE_GRANT.ROLE, CUSTOM_ROLE.NAME);
        var customRole = CUSTOM_ROLE
                .ORGANIZATION_ID
                .eq(ROLE_GRANT.ORGANIZATION_ID)
                .and(CUSTOM_ROLE.ROLE_ID.eq(ROLE_GRANT.ROLE_ID));
        var held = tx.select(ROLE_GRANT.MEMBER_ID, name, ROLE_GRANT.UNIT_ID)
                .from(ROLE_GRANT)
                .leftJoin(CUSTOM_ROLE)
                .on(customRole)
                .where(ROLE_GRANT.ORGANIZATION_ID.eq(organization), ROLE_GRANT.MEMBER_ID.in(members))
                .union(DSL.select(GROUP_MEMBER.MEMBER_ID, name, ROLE_GRANT.UNIT_ID)
                        .from(GROUP_MEMBER)
                        .join(ROLE_GRANT)
                        .on(
                                ROLE_GRANT.ORGANIZATION_ID.eq(GROUP_MEMBER.ORGANIZATION_ID),
                                ROLE_GRANT.GROUP_ID.eq(GROUP_MEMBER.GROUP_ID))
                        .leftJoin(CUSTOM_ROLE)
                        .on(customRole)
                        .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organization), GROUP_MEMBER.MEMBER_ID.in(members)))
                .fetch();
        return held.stream()
                .filter(row -> extent.holds(row.value3()))
                .collect(Collectors.groupingBy(
                        row -> row.value1(),
                        Collectors.mapping(
                                row -> row.value2(),
                                Collectors.collectingAndThen(
                                        Collectors.toCollection(TreeSet::new), names -> List.copyOf(names)))));
    }

    private static Member member(MemberRecord row, List<String> roles) {
        return new Member(
                row.getMemberId(),
                row.getDisplayName(),
                row.getEmail(),
                row.getState(),
                row.getSource(),
                roles,
                utc(row.getLastActiveAt()),
                utc(row.getSuspendedAt()),
                row.getState().equals("suspended") ? row.getSuspendedBecause() : null,
                row.getCreatedAt().atOffset(ZoneOffset.UTC),
                row.getVersion());
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
