package dev.bursar.server.organization;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.platform.web.Amounts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** What archiving or deleting touches. */
@Component
final class ImpactReadModel {
    private static final List<String> UNIT_KEEPS =
            List.of("The audit log keeps what was done to it. Nothing else of it stays.");
    private static final List<String> ORGANIZATION_KEEPS = List.of(
            "The ledger, budgets and usage stay, under an id that nobody reaches.",
            "The audit log stays, with the names of who acted.");

    private static final String OF_UNIT = """
            WITH RECURSIVE below AS (
                SELECT unit_id FROM unit WHERE organization_id = ? AND unit_id = ?
                UNION ALL
                SELECT u.unit_id FROM below b JOIN unit u ON u.organization_id = ? AND u.parent_id = b.unit_id),
            charged AS (
                SELECT k.* FROM api_key k WHERE k.organization_id = ? AND k.unit_id IN (SELECT unit_id FROM below)),
            budgets AS (
                SELECT b.* FROM budget b WHERE b.organization_id = ? AND (
                    b.scope IN ('team', 'project', 'class') AND b.scope_id IN (SELECT unit_id FROM below)
                    OR b.scope = 'key' AND b.scope_id IN (SELECT key_id FROM charged)))
            SELECT (SELECT count(*) FROM charged WHERE state = 'active' AND (expires_at IS NULL OR expires_at > CAST(? AS timestamptz))),
                (SELECT count(*) FROM budgets WHERE state = 'active'),
                (SELECT count(*) FROM unit u WHERE u.organization_id = ? AND u.unit_id IN (SELECT unit_id FROM below)
                    AND u.unit_id <> ? AND u.state = 'active'),
                0::bigint,
                (SELECT count(*) FROM role_grant g
                    WHERE g.organization_id = ? AND g.unit_id IN (SELECT unit_id FROM below)),
                (SELECT coalesce(sum(r.cost_nanos), 0)::bigint FROM usage_rollup r
                    WHERE r.organization_id = ? AND r.grain = 'day' AND r.key_id IN (SELECT key_id FROM charged)),
                (SELECT count(*) FROM charged) + (SELECT count(*) FROM budgets)
                    + (SELECT count(*) - 1 FROM below)""";

    private static final String OF_ORGANIZATION = """
            SELECT (SELECT count(*) FROM api_key
                    WHERE organization_id = ? AND state = 'active' AND (expires_at IS NULL OR expires_at > CAST(? AS timestamptz))),
                (SELECT count(*) FROM budget WHERE organization_id = ? AND state = 'active'),
                (SELECT count(*) FROM unit WHERE organization_id = ? AND state = 'active'),
                (SELECT count(*) FROM member WHERE organization_id = ? AND state <> 'removed'),
                (SELECT count(*) FROM role_grant WHERE organization_id = ?),
                (SELECT coalesce(sum(cost_nanos), 0)::bigint FROM usage_rollup
                    WHERE organization_id = ? AND grain = 'day')""";

    Impact ofUnit(DSLContext tx, UUID organization, UnitRow unit, Instant now) {
        Record row = tx.resultQuery(
                        OF_UNIT,
                        organization,
                        unit.id(),
                        organization,
                        organization,
                        organization,
                        now.atOffset(ZoneOffset.UTC),
                        organization,
                        unit.id(),
                        organization,
                        organization)
                .fetchSingle();
        List<String> obstacles = new ArrayList<>();
        if (number(row, 2) > 0) {
            obstacles.add("Units are in it. Move or archive them first.");
        }
        if (unit.active()) {
            obstacles.add("Only what is archived is deleted.");
        }
        if (number(row, 6) > 0) {
            obstacles.add(
                    "Keys, budgets or units are or were in it: it stays archived, so that they keep their names.");
        }
        boolean archivable = unit.active() && number(row, 2) == 0;
        return impact(
                row,
                HeldReadModel.ofUnit(tx, organization, unit.id()),
                archivable,
                obstacles.isEmpty(),
                obstacles,
                List.of(),
                UNIT_KEEPS);
    }

    /** @param ends what other capabilities would destroy */
    Impact ofOrganization(DSLContext tx, UUID organization, String state, Instant now, List<Impact.Ending> ends) {
        Record row = tx.resultQuery(
                        OF_ORGANIZATION,
                        organization,
                        now.atOffset(ZoneOffset.UTC),
                        organization,
                        organization,
                        organization,
                        organization,
                        organization)
                .fetchSingle();
        boolean active = state.equals("active");
        List<String> obstacles = active ? List.of("Only what is archived is deleted.") : List.of();
        return impact(
                row,
                HeldReadModel.ofOrganization(tx, organization),
                active,
                !active,
                obstacles,
                ends,
                ORGANIZATION_KEEPS);
    }

    private static Impact impact(
            Record row,
            long heldNanos,
            boolean archivable,
            boolean deletable,
            List<String> obstacles,
            List<Impact.Ending> ends,
            List<String> kept) {
        return new Impact(
                number(row, 0),
                number(row, 1),
                number(row, 2),
                number(row, 3),
                number(row, 4),
                Amounts.money(number(row, 5)),
                Amounts.money(heldNanos),
                archivable,
                deletable,
                obstacles,
                ends,
                kept);
    }

    private static long number(Record row, int field) {
        return row.get(field, Long.class);
    }
}
