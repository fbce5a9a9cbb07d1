package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.CUSTOM_ROLE;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;
import static dev.bursar.server.sql.Tables.SERVICE_ACCOUNT;
import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.sql.tables.records.RoleGrantRecord;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The table of grants, with the names of what it holds together. */
@Component
final class JooqGrants {
    private static final Field<String> HOLDER_NAME = DSL.coalesce(
                    MEMBER.DISPLAY_NAME, MEMBER_GROUP.NAME, SERVICE_ACCOUNT.NAME, DSL.inline(""))
            .as("holder_name");
    private static final Field<String> ROLE_NAME =
            DSL.coalesce(ROLE_GRANT.ROLE, CUSTOM_ROLE.NAME).as("role_name");

    Optional<RoleGrant> find(DSLContext tx, UUID organizationId, UUID grantId) {
        return read(tx, organizationId, ROLE_GRANT.GRANT_ID.eq(grantId), 1).stream()
                .findFirst();
    }

    /** Newest first; one more than the page. */
    List<RoleGrant> page(DSLContext tx, UUID organizationId, Condition wanted, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(at ->
                        DSL.row(ROLE_GRANT.CREATED_AT, ROLE_GRANT.GRANT_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return read(tx, organizationId, wanted.and(rest), size + 1);
    }

    /** The id of the grant that says the same. */
    UUID same(DSLContext tx, RoleGrantRecord row) {
        return tx.select(ROLE_GRANT.GRANT_ID)
                .from(ROLE_GRANT)
                .where(
                        ROLE_GRANT.ORGANIZATION_ID.eq(row.getOrganizationId()),
                        ROLE_GRANT.MEMBER_ID.isNotDistinctFrom(row.getMemberId()),
                        ROLE_GRANT.GROUP_ID.isNotDistinctFrom(row.getGroupId()),
                        ROLE_GRANT.SERVICE_ACCOUNT_ID.isNotDistinctFrom(row.getServiceAccountId()),
                        ROLE_GRANT.ROLE.isNotDistinctFrom(row.getRole()),
                        ROLE_GRANT.ROLE_ID.isNotDistinctFrom(row.getRoleId()),
                        ROLE_GRANT.UNIT_ID.isNotDistinctFrom(row.getUnitId()))
                .fetchSingle()
                .value1();
    }

    private static List<RoleGrant> read(DSLContext tx, UUID organizationId, Condition wanted, int most) {
        return tx.select(ROLE_GRANT.fields())
                .select(HOLDER_NAME, ROLE_NAME, UNIT.NAME)
                .from(ROLE_GRANT)
                .leftJoin(MEMBER)
                .on(MEMBER.ORGANIZATION_ID.eq(ROLE_GRANT.ORGANIZATION_ID), MEMBER.MEMBER_ID.eq(ROLE_GRANT.MEMBER_ID))
                .leftJoin(MEMBER_GROUP)
                .on(
                        MEMBER_GROUP.ORGANIZATION_ID.eq(ROLE_GRANT.ORGANIZATION_ID),
                        MEMBER_GROUP.GROUP_ID.eq(ROLE_GRANT.GROUP_ID))
                .leftJoin(SERVICE_ACCOUNT)
                .on(
                        SERVICE_ACCOUNT.ORGANIZATION_ID.eq(ROLE_GRANT.ORGANIZATION_ID),
                        SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID.eq(ROLE_GRANT.SERVICE_ACCOUNT_ID))
                .leftJoin(CUSTOM_ROLE)
                .on(
                        CUSTOM_ROLE.ORGANIZATION_ID.eq(ROLE_GRANT.ORGANIZATION_ID),
                        CUSTOM_ROLE.ROLE_ID.eq(ROLE_GRANT.ROLE_ID))
                .leftJoin(UNIT)
                .on(UNIT.ORGANIZATION_ID.eq(ROLE_GRANT.ORGANIZATION_ID), UNIT.UNIT_ID.eq(ROLE_GRANT.UNIT_ID))
                .where(ROLE_GRANT.ORGANIZATION_ID.eq(organizationId), wanted)
                .orderBy(ROLE_GRANT.CREATED_AT.desc(), ROLE_GRANT.GRANT_ID.desc())
                .limit(most)
                .fetch(JooqGrants::grant);
    }

    private static RoleGrant grant(Record row) {
        boolean member = row.get(ROLE_GRANT.MEMBER_ID) != null;
        boolean group = row.get(ROLE_GRANT.GROUP_ID) != null;
        return new RoleGrant(
                row.get(ROLE_GRANT.GRANT_ID),
                member ? "member" : group ? "group" : "service_account",
                row.get(member ? ROLE_GRANT.MEMBER_ID : group ? ROLE_GRANT.GROUP_ID : ROLE_GRANT.SERVICE_ACCOUNT_ID),
                row.get(HOLDER_NAME),
                row.get(ROLE_NAME),
                row.get(ROLE_GRANT.ROLE_ID),
                row.get(ROLE_GRANT.UNIT_ID),
                row.get(UNIT.NAME),
                row.get(ROLE_GRANT.GRANTED_BY),
                row.get(ROLE_GRANT.CREATED_AT).atOffset(ZoneOffset.UTC));
    }
}
