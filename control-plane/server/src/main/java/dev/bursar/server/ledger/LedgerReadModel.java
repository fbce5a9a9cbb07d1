package dev.bursar.server.ledger;

import static dev.bursar.server.sql.Tables.LEDGER_BALANCE;
import static dev.bursar.server.sql.Tables.LEDGER_ENTRY;
import static dev.bursar.server.sql.Tables.LEDGER_LINE;
import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.ledger.LedgerAccount;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminapi.ledger.SignedMoney;
import dev.bursar.policy.ledger.BookAccount;
import dev.bursar.policy.money.Nanos;
import dev.bursar.server.platform.web.Cursors;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Entries with their lines, newest first, and accounts with their balances. */
@Component
final class LedgerReadModel {
    private static final Field<String> BY =
            DSL.coalesce(MEMBER.DISPLAY_NAME, LEDGER_ENTRY.RECORDED_BY).as("by_name");
    private static final Field<List<LedgerEntry.Line>> LINES = DSL.multiset(
                    DSL.select(LEDGER_LINE.ACCOUNT, LEDGER_LINE.AMOUNT_NANOS)
                            .from(LEDGER_LINE)
                            .where(
                                    LEDGER_LINE.ORGANIZATION_ID.eq(LEDGER_ENTRY.ORGANIZATION_ID),
                                    LEDGER_LINE.ENTRY_ID.eq(LEDGER_ENTRY.ENTRY_ID))
                            .orderBy(LEDGER_LINE.LINE))
            .convertFrom(rows -> rows.map(row -> new LedgerEntry.Line(row.value1(), signed(row.value2()))))
            .as("lines");

    static Condition touching(@Nullable BookAccount account) {
        return account == null
                ? DSL.noCondition()
                : DSL.exists(DSL.selectOne()
                        .from(LEDGER_LINE)
                        .where(
                                LEDGER_LINE.ORGANIZATION_ID.eq(LEDGER_ENTRY.ORGANIZATION_ID),
                                LEDGER_LINE.ENTRY_ID.eq(LEDGER_ENTRY.ENTRY_ID),
                                LEDGER_LINE.ACCOUNT.eq(account.text())));
    }

    Page<LedgerEntry> page(DSLContext tx, UUID organizationId, Condition chosen, Optional<Long> before, int size) {
        Condition rest = before.<Condition>map(LEDGER_ENTRY.SEQUENCE::lt).orElse(DSL.noCondition());
        return Cursors.page(
                select(tx, organizationId, chosen.and(rest))
                        .orderBy(LEDGER_ENTRY.SEQUENCE.desc())
                        .limit(size + 1)
                        .fetch(LedgerReadModel::entry),
                size,
                last -> Cursors.afterNumber(last.sequence()));
    }

    Optional<LedgerEntry> find(DSLContext tx, UUID organizationId, UUID entryId) {
        return select(tx, organizationId, LEDGER_ENTRY.ENTRY_ID.eq(entryId)).fetchOptional(LedgerReadModel::entry);
    }

    /** All of them, in their order, also those that nothing touched yet. */
    List<LedgerAccount> accounts(DSLContext tx, UUID organizationId) {
        Map<String, Record> rows = tx.select(
                        LEDGER_BALANCE.ACCOUNT, LEDGER_BALANCE.BALANCE_NANOS, LEDGER_BALANCE.ENTRIES)
                .from(LEDGER_BALANCE)
                .where(LEDGER_BALANCE.ORGANIZATION_ID.eq(organizationId))
                .fetchMap(LEDGER_BALANCE.ACCOUNT, row -> row);
        return Arrays.stream(BookAccount.values())
                .map(account -> account(account, rows.get(account.text())))
                .toList();
    }

    static SignedMoney signed(long nanos) {
        return new SignedMoney(Nanos.toUsd(nanos), nanos);
    }

    private static LedgerAccount account(BookAccount account, @Nullable Record row) {
        return new LedgerAccount(
                account.text(),
                account.meaning(),
                signed(row == null ? 0 : row.get(LEDGER_BALANCE.BALANCE_NANOS)),
                row == null ? 0 : row.get(LEDGER_BALANCE.ENTRIES));
    }

    private static SelectConditionStep<? extends Record> select(DSLContext tx, UUID organizationId, Condition chosen) {
        return tx.select(LEDGER_ENTRY.fields())
                .select(BY, LINES)
                .from(LEDGER_ENTRY)
                .leftJoin(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(LEDGER_ENTRY.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.cast(String.class).eq(LEDGER_ENTRY.RECORDED_BY))
                .where(LEDGER_ENTRY.ORGANIZATION_ID.eq(organizationId), chosen);
    }

    private static LedgerEntry entry(Record row) {
        return new LedgerEntry(
                row.get(LEDGER_ENTRY.ENTRY_ID),
                row.get(LEDGER_ENTRY.SEQUENCE),
                row.get(LEDGER_ENTRY.AT).atOffset(ZoneOffset.UTC),
                row.get(LEDGER_ENTRY.KIND),
                row.get(LEDGER_ENTRY.MEMO),
                row.get(LEDGER_ENTRY.REFERENCE_KIND),
                row.get(LEDGER_ENTRY.REFERENCE_ID),
                row.get(BY),
                row.get(LINES));
    }
}
