package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where reported costs are booked. {@link #open} locks all accounts that a batch of reports needs, in the order in
 * which every transaction locks; the book then checks and posts charge by charge, and writes once.
 */
@Component
public final class Ledger {
    private final JooqPeriods periods;
    private final JooqLeases leases;

    Ledger(JooqPeriods periods, JooqLeases leases) {
        this.periods = periods;
        this.leases = leases;
    }

    /**
     * What a request cost one budget.
     *
     * @param leaseId null: a soft budget
     * @param at when the request started: decides the period of a soft budget
     */
    public record Charge(UUID budgetId, @Nullable UUID leaseId, long settledNanos, long inDoubtNanos, Instant at) {}

    /** A charge as it was booked; {@code settled + inDoubt + overrun} is what was reported. */
    public record Posting(
            UUID budgetId,
            Instant periodStart,
            @Nullable UUID leaseId,
            long settledNanos,
            long inDoubtNanos,
            long overrunNanos) {}

    /** Locks what the charges need, until the transaction ends. Unknown leases and budgets are found by the check. */
    public Book open(DSLContext tx, UUID organizationId, Collection<Charge> charges) {
        Map<UUID, LeaseMoney.Facts> facts = leases
                .peek(
                        tx,
                        organizationId,
                        charges.stream()
                                .map(Charge::leaseId)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(LeaseMoney.Facts::id, lease -> lease));
        Map<UUID, Boolean> hard = hardness(tx, organizationId, charges);
        List<Place> places = new ArrayList<>();
        facts.values().forEach(lease -> places.add(new Place(lease.budgetId(), lease.periodStart(), lease.id())));
        charges.stream()
                .filter(charge -> charge.leaseId() == null && Boolean.FALSE.equals(hard.get(charge.budgetId())))
                .map(charge -> new Place(charge.budgetId(), charge.at(), null))
                .distinct()
                .forEach(places::add);
        places.sort(Place.LOCK_ORDER);
        return lock(tx, organizationId, places, hard);
    }

    /** @param at start of a lease's period, or any instant of a soft budget's */
    private record Place(
            UUID budgetId, Instant at, @Nullable UUID leaseId) {
        private static final Comparator<Place> LOCK_ORDER =
                Comparator.comparing(Place::budgetId).thenComparing(Place::at);
    }

    private Book lock(DSLContext tx, UUID organizationId, List<Place> places, Map<UUID, Boolean> hard) {
        Map<UUID, LeaseMoney> lockedLeases = new HashMap<>();
        List<PeriodAccount> soft = new ArrayList<>();
        Map<UUID, Map<Instant, PeriodAccount>> known = new HashMap<>();
        for (Place place : places) {
            Map<Instant, PeriodAccount> ofBudget = known.computeIfAbsent(place.budgetId(), id -> new HashMap<>());
            Optional<PeriodAccount> before = ofBudget.values().stream()
                    .filter(account -> account.window().contains(place.at()))
                    .findFirst();
            PeriodAccount period = before.orElseGet(() -> periods.lock(tx, organizationId, place.budgetId(), place.at())
                    .orElseThrow());
            ofBudget.put(period.window().start(), period);
            UUID leaseId = place.leaseId();
            if (leaseId != null) {
                lockedLeases.put(leaseId, leases.read(tx, organizationId, leaseId, period));
            } else if (!soft.contains(period)) {
                soft.add(period);
            }
        }
        return new Book(tx, organizationId, periods, leases, lockedLeases, soft, hard);
    }

    private static Map<UUID, Boolean> hardness(DSLContext tx, UUID organizationId, Collection<Charge> charges) {
        List<UUID> ids = charges.stream().map(Charge::budgetId).distinct().toList();
        return tx.select(BUDGET.BUDGET_ID, BUDGET.HARD)
                .from(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.BUDGET_ID.in(ids))
                .fetchMap(BUDGET.BUDGET_ID, BUDGET.HARD);
    }
}
