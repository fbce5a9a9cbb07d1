package dev.bursar.server.ledger;

import dev.bursar.policy.ledger.Entry;
import dev.bursar.policy.money.Nanos;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Entries that people make: each with its audit entry. */
@Component
final class Recording {
    private static final String NUMBER_OUT_OF_RANGE = "22003";

    private final Books books;
    private final AuditLog audit;

    Recording(Books books, AuditLog audit) {
        this.books = books;
        this.audit = audit;
    }

    Books.Written record(DSLContext tx, Caller caller, NewEntry entry) {
        return record(tx, caller, head -> entry);
    }

    /** @throws ProblemException 409 {@code balance_too_large} if an account would no longer fit a number */
    Books.Written record(DSLContext tx, Caller caller, Function<JooqEntries.Head, NewEntry> made) {
        NewEntry[] kept = new NewEntry[1];
        Books.Written written;
        try {
            written = books.post(tx, caller.organizationId(), head -> kept[0] = made.apply(head));
        } catch (DataAccessException e) {
            if (NUMBER_OUT_OF_RANGE.equals(e.sqlState())) {
                throw new ProblemException(409, "balance_too_large", "A balance would pass nine billion USD.");
            }
            throw e;
        }
        NewEntry entry = kept[0];
        audit.append(
                tx,
                caller,
                AuditLog.Change.created(
                        "ledger." + entry.entry().kind().text(),
                        "ledger_entry",
                        written.id(),
                        entry.memo(),
                        facts(entry, written)));
        return written;
    }

    /** @return more than 0 */
    static long amount(String usd) {
        long nanos = Amounts.parse("amountUsd", usd);
        if (nanos == 0) {
            throw ProblemException.field("amountUsd", "amount_zero", "An amount is more than zero.");
        }
        return nanos;
    }

    private static Map<String, @Nullable Object> facts(NewEntry entry, Books.Written written) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("sequence", written.sequence());
        facts.put(
                "reference", entry.reference().kind() + " " + entry.reference().id());
        for (Entry.Line line : entry.entry().lines()) {
            facts.put(line.account().text(), Nanos.toUsd(line.amountNanos()));
        }
        return facts;
    }
}
