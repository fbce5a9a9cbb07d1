package dev.bursar.policy.budget;

import dev.bursar.policy.budget.memory.InMemoryBooks;
import dev.bursar.policy.budget.memory.InMemoryLives;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** A treasury on books in memory, which are checked after every step. */
final class Bank {
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    static final UUID NODE = new UUID(0, 77);

    final InMemoryLives lives = new InMemoryLives();
    final InMemoryBooks books = new InMemoryBooks(lives);
    final Treasury treasury = new Treasury(
            new LeaseTerms(Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(5)), this::id);
    Instant now = NOON;
    private long ids;
    private long calls;

    UUID id() {
        return new UUID(1, ++ids);
    }

    UUID hardBudget(int depth, long limitNanos) {
        UUID id = id();
        books.open(id, true, depth, limitNanos, Bank::day);
        return id;
    }

    UUID softBudget(long limitNanos) {
        UUID id = id();
        books.open(id, false, 1, limitNanos, Bank::day);
        return id;
    }

    static Window day(Instant at) {
        Instant start = at.truncatedTo(ChronoUnit.DAYS);
        return new Window(start, start.plus(Duration.ofDays(1)));
    }

    NodeLife newLife() {
        return lives.open(NODE, now);
    }

    Acquired acquire(NodeLife life, long leastNanos, UUID... path) {
        List<Wish> wishes = new ArrayList<>();
        for (UUID budget : path) {
            wishes.add(Wish.of(budget, leastNanos));
        }
        return acquire(new Acquisition(life, ++calls, wishes, 1));
    }

    Acquired acquire(Acquisition call) {
        return step(() -> treasury.acquire(books, call, now));
    }

    List<Acquired> acquire(List<Acquisition> calls) {
        return step(() -> treasury.acquire(books, calls, now));
    }

    Grant granted(NodeLife life, long leastNanos, UUID budget) {
        return ((Acquired.Granted) acquire(life, leastNanos, budget)).grants().getFirst();
    }

    void giveBack(NodeLife life, UUID lease, long nanos) {
        step(() -> {
            treasury.giveBack(books, life, ++calls, Map.of(lease, nanos), now);
            return true;
        });
    }

    UUID report(NodeLife life, Charge... charges) {
        UUID event = id();
        report(new UsageReport(event, life.epoch(), List.of(charges), ""));
        return event;
    }

    List<UsageReport> report(UsageReport report) {
        return step(() -> treasury.report(books, books, NODE, List.of(report), now));
    }

    Charge charge(Grant grant, long settledNanos, long inDoubtNanos) {
        return new Charge(grant.budgetId(), grant.leaseId(), settledNanos, inDoubtNanos, now);
    }

    int sweep() {
        return step(() -> treasury.sweep(books, lives.fenced(), now));
    }

    void close(NodeLife life) {
        lives.fence(life, now);
        step(() -> {
            treasury.closeEpoch(books, life, now);
            return true;
        });
        lives.close(life, now);
    }

    List<Resolution> resolve(Doubt doubt, long spentNanos) {
        return step(() ->
                treasury.resolve(books, new Ruling(id(), doubt, Proof.WRITE_OFF, spentNanos, "lost", "Ada", now)));
    }

    Account account(UUID budget) {
        return books.state().periods().stream()
                .filter(period -> period.budgetId().equals(budget))
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .account();
    }

    LeaseAccount lease(UUID id) {
        return books.leases(List.of(id)).getFirst();
    }

    <T> T step(Supplier<T> work) {
        BooksState before = books.state();
        try {
            return books.transaction(work);
        } finally {
            BooksState after = books.state();
            List<String> wrong = new ArrayList<>(after.violations());
            wrong.addAll(after.violationsSince(before));
            if (!wrong.isEmpty()) {
                throw new AssertionError(wrong);
            }
        }
    }
}
