package dev.bursar.server.ledger;

import static dev.bursar.server.sql.Tables.LEDGER_BALANCE;
import static dev.bursar.server.sql.Tables.LEDGER_ENTRY;
import static dev.bursar.server.sql.Tables.LEDGER_HEAD;
import static dev.bursar.server.sql.Tables.LEDGER_LINE;

import dev.bursar.policy.ledger.BookAccount;
import dev.bursar.policy.ledger.Entry;
import dev.bursar.policy.ledger.EntryKind;
import dev.bursar.server.platform.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Rows of entries, lines and balances. Written once; balances follow in the same transaction. */
@Component
final class JooqEntries {
    private final Ids ids;

    JooqEntries(Ids ids) {
        this.ids = ids;
    }

    /** The next entry's place. @param at never before an earlier entry's */
    record Head(long sequence, Instant at) {}

    /** Locks the books' end until the transaction ends. */
    Head next(DSLContext tx, UUID organizationId, Instant now) {
        return tx.insertInto(LEDGER_HEAD)
                .set(LEDGER_HEAD.ORGANIZATION_ID, organizationId)
                .set(LEDGER_HEAD.ENTRIES, 1L)
                .set(LEDGER_HEAD.LAST_AT, now.truncatedTo(ChronoUnit.MICROS))
                .onConflict(LEDGER_HEAD.ORGANIZATION_ID)
                .doUpdate()
                .set(LEDGER_HEAD.ENTRIES, LEDGER_HEAD.ENTRIES.plus(1))
                .set(LEDGER_HEAD.LAST_AT, DSL.greatest(LEDGER_HEAD.LAST_AT, DSL.excluded(LEDGER_HEAD.LAST_AT)))
                .returningResult(LEDGER_HEAD.ENTRIES, LEDGER_HEAD.LAST_AT)
                .fetchSingle(row -> new Head(row.value1(), row.value2()));
    }

    /** One round trip. */
    Books.Written insert(DSLContext tx, UUID organizationId, Head head, NewEntry made) {
        UUID id = ids.next();
        List<Query> writes = new ArrayList<>();
        writes.add(tx.insertInto(LEDGER_ENTRY)
                .set(LEDGER_ENTRY.ORGANIZATION_ID, organizationId)
                .set(LEDGER_ENTRY.ENTRY_ID, id)
                .set(LEDGER_ENTRY.SEQUENCE, head.sequence())
                .set(LEDGER_ENTRY.AT, head.at())
                .set(LEDGER_ENTRY.KIND, made.entry().kind().text())
                .set(LEDGER_ENTRY.MEMO, made.memo())
                .set(LEDGER_ENTRY.REFERENCE_KIND, made.reference().kind())
                .set(LEDGER_ENTRY.REFERENCE_ID, made.reference().id())
                .set(LEDGER_ENTRY.RECORDED_BY, made.recordedBy()));
        int number = 1;
        for (Entry.Line line : made.entry().lines()) {
            writes.add(tx.insertInto(LEDGER_LINE)
                    .set(LEDGER_LINE.ORGANIZATION_ID, organizationId)
                    .set(LEDGER_LINE.ENTRY_ID, id)
                    .set(LEDGER_LINE.LINE, number++)
                    .set(LEDGER_LINE.ACCOUNT, line.account().text())
                    .set(LEDGER_LINE.AMOUNT_NANOS, line.amountNanos()));
            writes.add(balance(tx, organizationId, line));
        }
        tx.batch(writes).execute();
        return new Books.Written(id, head.sequence());
    }

    /** What each account moved between two instants; the head is locked. */
    Map<BookAccount, Long> moved(DSLContext tx, UUID organizationId, Instant from, Instant to) {
        Map<BookAccount, Long> moved = new EnumMap<>(BookAccount.class);
        tx.select(LEDGER_LINE.ACCOUNT, DSL.sum(LEDGER_LINE.AMOUNT_NANOS))
                .from(LEDGER_LINE)
                .join(LEDGER_ENTRY)
                .on(
                        LEDGER_ENTRY.ORGANIZATION_ID.eq(LEDGER_LINE.ORGANIZATION_ID),
                        LEDGER_ENTRY.ENTRY_ID.eq(LEDGER_LINE.ENTRY_ID))
                .where(
                        LEDGER_ENTRY.ORGANIZATION_ID.eq(organizationId),
                        LEDGER_ENTRY.AT.ge(from),
                        LEDGER_ENTRY.AT.lt(to),
                        LEDGER_ENTRY.KIND.ne(EntryKind.PERIOD_CLOSE.text()))
                .groupBy(LEDGER_LINE.ACCOUNT)
                .forEach(row -> moved.put(BookAccount.of(row.value1()).orElseThrow(), exact(row.value2())));
        return moved;
    }

    /** What entries about a doubt left in the books. */
    record Booked(long usageNanos, long writtenOffNanos) {}

    Booked bookedOf(DSLContext tx, UUID organizationId, UUID doubtId) {
        Map<String, BigDecimal> sums = tx.select(LEDGER_LINE.ACCOUNT, DSL.sum(LEDGER_LINE.AMOUNT_NANOS))
                .from(LEDGER_ENTRY)
                .join(LEDGER_LINE)
                .on(
                        LEDGER_LINE.ORGANIZATION_ID.eq(LEDGER_ENTRY.ORGANIZATION_ID),
                        LEDGER_LINE.ENTRY_ID.eq(LEDGER_ENTRY.ENTRY_ID))
                .where(
                        LEDGER_ENTRY.ORGANIZATION_ID.eq(organizationId),
                        LEDGER_ENTRY.REFERENCE_KIND.eq(DSL.inline("doubt")),
                        LEDGER_ENTRY.REFERENCE_ID.eq(doubtId.toString()))
                .groupBy(LEDGER_LINE.ACCOUNT)
                .fetchMap(LEDGER_LINE.ACCOUNT, DSL.sum(LEDGER_LINE.AMOUNT_NANOS));
        return new Booked(
                exact(sums.getOrDefault(BookAccount.USAGE.text(), BigDecimal.ZERO)),
                exact(sums.getOrDefault(BookAccount.WRITE_OFFS.text(), BigDecimal.ZERO)));
    }

    boolean isClosed(DSLContext tx, UUID organizationId, String month) {
        return tx.fetchExists(
                LEDGER_ENTRY,
                LEDGER_ENTRY
                        .ORGANIZATION_ID
                        .eq(organizationId)
                        .and(LEDGER_ENTRY.KIND.eq(EntryKind.PERIOD_CLOSE.text()))
                        .and(LEDGER_ENTRY.REFERENCE_ID.eq(month)));
    }

    private static Query balance(DSLContext tx, UUID organizationId, Entry.Line line) {
        return tx.insertInto(LEDGER_BALANCE)
                .set(LEDGER_BALANCE.ORGANIZATION_ID, organizationId)
                .set(LEDGER_BALANCE.ACCOUNT, line.account().text())
                .set(LEDGER_BALANCE.BALANCE_NANOS, line.amountNanos())
                .set(LEDGER_BALANCE.ENTRIES, 1L)
                .onConflict(LEDGER_BALANCE.ORGANIZATION_ID, LEDGER_BALANCE.ACCOUNT)
                .doUpdate()
                .set(
                        LEDGER_BALANCE.BALANCE_NANOS,
                        LEDGER_BALANCE.BALANCE_NANOS.plus(DSL.excluded(LEDGER_BALANCE.BALANCE_NANOS)))
                .set(LEDGER_BALANCE.ENTRIES, LEDGER_BALANCE.ENTRIES.plus(1));
    }

    private static long exact(BigDecimal sum) {
        return sum.longValueExact();
    }
}
