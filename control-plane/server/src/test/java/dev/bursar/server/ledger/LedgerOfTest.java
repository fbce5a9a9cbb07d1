package dev.bursar.server.ledger;

import static dev.bursar.server.sql.Tables.LEDGER_BALANCE;

import dev.bursar.adminapi.ledger.ClosePeriod;
import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminapi.ledger.PostAmount;
import dev.bursar.adminapi.ledger.PostCorrection;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.publication.FleetOfTest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import tools.jackson.databind.json.JsonMapper;

/** The books on a test's database. */
public final class LedgerOfTest {
    public final Books books;
    public final UsagePostings usage;
    public final List<Alarm> alarms = new ArrayList<>();
    public final List<BooksAlarm> listeners = new ArrayList<>();
    private final Tenancy tenancy;
    private final Credits credits;
    private final Adjustments adjustments;
    private final BooksCheck check;

    public LedgerOfTest(Tenancy tenancy, CreditBudgets budgets, AuditLog audit, Clock clock) {
        this.tenancy = tenancy;
        Ids ids = new Ids(clock, new SecureRandom());
        JooqEntries entries = new JooqEntries(ids);
        JooqBooksSettings settings = new JooqBooksSettings();
        books = new Books(entries, clock);
        usage = new UsagePostings(books, entries, settings, clock);
        Recording recording = new Recording(books, audit);
        credits = new Credits(budgets, recording, FleetOfTest.changes(clock));
        adjustments = new Adjustments(recording, entries, settings, clock);
        check = new BooksCheck(
                tenancy, new ComparisonReadModel(), new JooqChecks(new JsonMapper()), List.of(this::alarm), ids, clock);
    }

    /** What an alarm was raised for. */
    public record Alarm(UUID checkId, List<LedgerCheck.Difference> differences) {}

    private void alarm(DSLContext tx, UUID organization, UUID checkId, List<LedgerCheck.Difference> differences) {
        alarms.add(new Alarm(checkId, differences));
        listeners.forEach(listener -> listener.raise(tx, organization, checkId, differences));
    }

    public Books.Written topUp(UUID organization, String usd) {
        return tenancy.write(
                organization, tx -> credits.topUp(tx, Caller.system(organization), new PostAmount(usd, "invoice")));
    }

    public Books.Written refund(UUID organization, String usd) {
        return tenancy.write(
                organization, tx -> credits.refund(tx, Caller.system(organization), new PostAmount(usd, "refund")));
    }

    public Books.Written correct(UUID organization, String usd, String direction) {
        return tenancy.write(
                organization,
                tx -> adjustments.correct(
                        tx, Caller.system(organization), new PostCorrection(usd, direction, "invoice of a provider")));
    }

    public Books.Written close(UUID organization, String month) {
        return tenancy.write(
                organization, tx -> adjustments.close(tx, Caller.system(organization), new ClosePeriod(month).month()));
    }

    public LedgerCheck check(UUID organization) {
        return check.run(organization);
    }

    public Optional<LedgerCheck> lastCheck(UUID organization) {
        return check.last(organization);
    }

    /** Accounts that anything touched. */
    public Map<String, Long> balances(UUID organization) {
        return tenancy.read(
                organization,
                tx -> new TreeMap<>(tx.selectFrom(LEDGER_BALANCE)
                        .where(LEDGER_BALANCE.ORGANIZATION_ID.eq(organization))
                        .fetchMap(LEDGER_BALANCE.ACCOUNT, LEDGER_BALANCE.BALANCE_NANOS)));
    }

    /** Newest first. */
    public List<LedgerEntry> entries(UUID organization) {
        return tenancy.read(organization, tx -> all(tx, organization));
    }

    private static List<LedgerEntry> all(DSLContext tx, UUID organization) {
        return new LedgerReadModel()
                .page(tx, organization, DSL.noCondition(), Optional.empty(), 1000)
                .items();
    }
}
