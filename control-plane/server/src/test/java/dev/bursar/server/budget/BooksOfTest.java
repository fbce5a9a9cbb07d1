package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;
import static dev.bursar.server.sql.Tables.DOUBT_RESOLUTION;
import static dev.bursar.server.sql.Tables.LEASE;
import static dev.bursar.server.sql.Tables.USAGE_CHARGE;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.BooksState;
import dev.bursar.policy.budget.Doubt;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Place;
import dev.bursar.policy.budget.Posting;
import dev.bursar.policy.budget.Proof;
import dev.bursar.policy.budget.Resolution;
import dev.bursar.policy.budget.Ruling;
import dev.bursar.policy.budget.Window;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.sql.tables.records.DoubtResolutionRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;

/** An organization's books as they stand in the tables. */
final class BooksOfTest {
    private BooksOfTest() {}

    static BooksState read(Tenancy tenancy, UUID organization) {
        return tenancy.read(
                organization, tx -> sorted(new BooksState(periods(tx), leases(tx), postings(tx), resolutions(tx))));
    }

    /** The order in which states are compared. */
    static BooksState sorted(BooksState state) {
        return new BooksState(
                state.periods().stream()
                        .sorted(Comparator.comparing(PeriodAccount::place))
                        .toList(),
                state.leases().stream()
                        .sorted(Comparator.comparing(LeaseAccount::id))
                        .toList(),
                state.postings().stream()
                        .sorted(Comparator.comparing(Posting::eventId).thenComparing(Posting::budgetId))
                        .toList(),
                state.resolutions().stream()
                        .sorted(Comparator.comparing(
                                        (Resolution it) -> it.ruling().id())
                                .thenComparing(Resolution::period))
                        .toList());
    }

    private static List<PeriodAccount> periods(DSLContext tx) {
        return tx.selectFrom(BUDGET_PERIOD)
                .fetch(row -> new PeriodAccount(
                        row.getBudgetId(),
                        new Window(row.getPeriodStart(), row.getPeriodEnd()),
                        new Account(
                                row.getLimitNanos(),
                                row.getHard(),
                                row.getSettledNanos(),
                                row.getLeasedNanos(),
                                row.getInDoubtNanos()),
                        row.getOverrunNanos()));
    }

    private static List<LeaseAccount> leases(DSLContext tx) {
        return tx.selectFrom(LEASE)
                .fetch(row -> new LeaseAccount(
                        row.getLeaseId(),
                        row.getBudgetId(),
                        row.getPeriodStart(),
                        new NodeLife(row.getNodeId(), row.getEpoch()),
                        LeaseAccount.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                        row.getGrantedNanos(),
                        row.getSettledNanos(),
                        row.getInDoubtNanos(),
                        row.getReturnedNanos(),
                        row.getGivenUpNanos(),
                        row.getPresumedNanos(),
                        row.getExpiresAt()));
    }

    private static List<Posting> postings(DSLContext tx) {
        return tx.selectFrom(USAGE_CHARGE)
                .fetch(row -> new Posting(
                        row.getEventId(),
                        row.getBudgetId(),
                        row.getPeriodStart(),
                        row.getLeaseId(),
                        row.getSettledNanos(),
                        row.getInDoubtNanos(),
                        row.getOverrunNanos(),
                        row.getPresumedNanos()));
    }

    private static List<Resolution> resolutions(DSLContext tx) {
        return tx.selectFrom(DOUBT_RESOLUTION)
                .fetch(row -> new Resolution(
                        ruling(row),
                        new Place(row.getBudgetId(), row.getPeriodStart()),
                        row.getSpentNanos(),
                        row.getUnspentNanos()));
    }

    private static Ruling ruling(DoubtResolutionRecord row) {
        Doubt doubt =
                row.getLeaseId() != null ? new Doubt.OfLease(row.getLeaseId()) : new Doubt.OfEvent(row.getEventId());
        return new Ruling(
                row.getResolutionId(),
                doubt,
                Proof.valueOf(row.getProof().toUpperCase(Locale.ROOT)),
                // What was ruled for the whole is not kept; what it moved here is.
                0,
                row.getReason(),
                row.getResolvedBy(),
                row.getResolvedAt());
    }
}
