package dev.bursar.server.ledger;

import dev.bursar.adminapi.ledger.LedgerCheck.Difference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/**
 * What must be equal, as queries of (subject, expected, found), all seen at one instant. {@code expected} is the sum of
 * the smallest records, {@code found} what is kept beside them. They are PostgreSQL's own SQL on purpose: they share no
 * code with what wrote the rows.
 */
@Component
final class ComparisonReadModel {
    /** So that one broken night does not make a finding that nobody can open. */
    static final int MOST_DIFFERENCES = 100;

    private static final Map<String, String> COMPARISONS = comparisons();

    /** @param compared how many pairs */
    record Found(long compared, List<Difference> differences) {}

    Found compare(DSLContext tx, UUID organizationId) {
        AtomicLong compared = new AtomicLong();
        List<Difference> differences = new ArrayList<>();
        COMPARISONS.forEach((what, sql) -> tx.fetchStream(sql, organizationId).forEach(row -> {
            compared.incrementAndGet();
            if (nanos(row, 1) != nanos(row, 2) && differences.size() < MOST_DIFFERENCES) {
                differences.add(new Difference(
                        what,
                        row.get(0, String.class),
                        LedgerReadModel.signed(nanos(row, 1)),
                        LedgerReadModel.signed(nanos(row, 2)),
                        null));
            }
        }));
        return new Found(compared.get(), differences);
    }

    private static long nanos(Record row, int column) {
        return row.get(column, Long.class);
    }

    /** The subject names budget and period: {@code <budget> <start>}. */
    private static String ofPeriods(String expected, String found, String which) {
        return "SELECT p.budget_id || ' ' || to_char(p.period_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), "
                + expected + ", " + found + " FROM budget_period p WHERE p.organization_id = ?::uuid AND " + which;
    }

    private static Map<String, String> comparisons() {
        Map<String, String> sql = new LinkedHashMap<>();
        sql.put("budget_settled", ofPeriods("""
                (SELECT coalesce(sum(c.settled_nanos), 0) FROM usage_charge c WHERE c.organization_id = p.organization_id
                    AND c.budget_id = p.budget_id AND c.period_start = p.period_start)
                + (SELECT coalesce(sum(r.spent_nanos), 0) FROM doubt_resolution r
                    WHERE r.organization_id = p.organization_id
                    AND r.budget_id = p.budget_id AND r.period_start = p.period_start)""", "p.settled_nanos", "true"));
        sql.put("budget_overrun", ofPeriods("""
                (SELECT coalesce(sum(c.overrun_nanos), 0) FROM usage_charge c WHERE c.organization_id = p.organization_id
                    AND c.budget_id = p.budget_id AND c.period_start = p.period_start)""", "p.overrun_nanos", "true"));
        sql.put("budget_steps", ofPeriods("""
                        (SELECT coalesce(sum(c.settled_nanos), 0) FROM usage_charge c WHERE c.organization_id = p.organization_id
                            AND c.budget_id = p.budget_id AND c.period_start = p.period_start)""", """
                        (SELECT coalesce(sum(s.settled_nanos), 0) FROM budget_spend s WHERE s.organization_id = p.organization_id
                            AND s.budget_id = p.budget_id AND s.period_start = p.period_start)""", "true"));
        sql.put("budget_in_doubt", ofPeriods("""
                CASE WHEN p.hard THEN
                    (SELECT coalesce(sum(l.in_doubt_nanos), 0) FROM lease l WHERE l.organization_id = p.organization_id
                        AND l.budget_id = p.budget_id AND l.period_start = p.period_start)
                ELSE
                    (SELECT coalesce(sum(c.in_doubt_nanos), 0) FROM usage_charge c
                        WHERE c.organization_id = p.organization_id
                        AND c.budget_id = p.budget_id AND c.period_start = p.period_start)
                    - (SELECT coalesce(sum(r.spent_nanos + r.unspent_nanos), 0) FROM doubt_resolution r
                        WHERE r.organization_id = p.organization_id
                        AND r.budget_id = p.budget_id AND r.period_start = p.period_start)
                END""", "p.in_doubt_nanos", "true"));
        sql.put("budget_leased", ofPeriods("""
                (SELECT coalesce(sum(l.granted_nanos - l.settled_nanos - l.in_doubt_nanos - l.returned_nanos), 0)
                    FROM lease l WHERE l.organization_id = p.organization_id
                    AND l.budget_id = p.budget_id AND l.period_start = p.period_start)""", "p.leased_nanos", "true"));
        sql.put("lease_settled", ofPeriods("""
                (SELECT coalesce(sum(l.settled_nanos), 0) FROM lease l WHERE l.organization_id = p.organization_id
                    AND l.budget_id = p.budget_id AND l.period_start = p.period_start)""", "p.settled_nanos", "p.hard"));
        sql.put("ledger_usage", """
                SELECT 'usage', (SELECT coalesce(sum(cost_nanos), 0) FROM usage_event
                        WHERE organization_id = o.id AND rejected = ''),
                    (SELECT coalesce(sum(l.amount_nanos), 0) FROM ledger_line l JOIN ledger_entry e
                        ON e.organization_id = l.organization_id AND e.entry_id = l.entry_id
                        WHERE l.organization_id = o.id AND l.account = 'usage' AND e.kind = 'usage')
                FROM (SELECT ?::uuid AS id) o""");
        sql.put("ledger_entry", """
                SELECT entry_id::text, 0, sum(amount_nanos) FROM ledger_line WHERE organization_id = ?::uuid
                GROUP BY entry_id""");
        sql.put("ledger_balance", """
                WITH o AS (SELECT ?::uuid AS id)
                SELECT a.account,
                    (SELECT coalesce(sum(l.amount_nanos), 0) FROM ledger_line l
                        WHERE l.organization_id = o.id AND l.account = a.account),
                    coalesce((SELECT b.balance_nanos FROM ledger_balance b
                        WHERE b.organization_id = o.id AND b.account = a.account), 0)
                FROM o CROSS JOIN LATERAL (
                    SELECT account FROM ledger_line WHERE organization_id = o.id
                    UNION SELECT account FROM ledger_balance WHERE organization_id = o.id) a""");
        sql.put("ledger_sequence", """
                WITH o AS (SELECT ?::uuid AS id)
                SELECT 'entries', (SELECT count(*) FROM ledger_entry WHERE organization_id = o.id),
                    coalesce((SELECT entries FROM ledger_head WHERE organization_id = o.id), 0) FROM o
                UNION ALL
                SELECT 'last', (SELECT count(*) FROM ledger_entry WHERE organization_id = o.id),
                    coalesce((SELECT max(sequence) FROM ledger_entry WHERE organization_id = o.id), 0) FROM o""");
        sql.put("credit_limit", """
                SELECT b.budget_id::text, (SELECT coalesce(-sum(l.amount_nanos), 0) FROM ledger_line l
                        JOIN ledger_entry e ON e.organization_id = l.organization_id AND e.entry_id = l.entry_id
                        WHERE l.organization_id = b.organization_id AND l.account = 'credits'
                        AND e.kind IN ('top_up', 'refund')), b.limit_nanos
                FROM budget b WHERE b.organization_id = ?::uuid AND b.kind = 'credit' AND b.state = 'active'""");
        sql.put("credit_drawn", """
                SELECT b.budget_id::text, (SELECT coalesce(sum(p.settled_nanos), 0) FROM budget_period p
                        WHERE p.organization_id = b.organization_id AND p.budget_id = b.budget_id),
                    (SELECT coalesce(sum(l.amount_nanos), 0) FROM ledger_line l
                        JOIN ledger_entry e ON e.organization_id = l.organization_id AND e.entry_id = l.entry_id
                        WHERE l.organization_id = b.organization_id AND l.account = 'credits'
                        AND e.kind NOT IN ('top_up', 'refund'))
                FROM budget b WHERE b.organization_id = ?::uuid AND b.kind = 'credit' AND b.state = 'active'""");
        return Collections.unmodifiableMap(sql);
    }
}
