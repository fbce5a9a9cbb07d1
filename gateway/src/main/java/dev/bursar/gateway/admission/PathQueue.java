package dev.bursar.gateway.admission;

import dev.bursar.policy.money.Nanos;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for the same hard budgets, first come first served, and the one question to the control plane
 * that is under way for them.
 *
 * <p>The head is served when the leases hold its worst case. Otherwise the control plane is asked for what is missing:
 * for all who wait, then for the head alone. Refused, the head waits for holds to end (or is clamped where that helps
 * more) until its deadline; then it is clamped to what is left, or refused.
 */
final class PathQueue {
    private static final int ASKED_FOR_AT_ONCE = 64;
    /** Refused, the same is asked for again after the first of these, then ever later up to the last. */
    private static final long ASK_AGAIN_MILLIS = 100;

    private static final long ASK_AGAIN_AT_MOST_MILLIS = 400;
    private static final long TICK_MILLIS = 25;
    private static final int MAX_CLAMPS = 3;
    private static final int MAX_REFUSALS = 3;

    private final ArrayDeque<Ticket> tickets = new ArrayDeque<>();
    private final Wallet[] wallets;
    private final LongSupplier turns;
    private final LeaseDesk desk;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final AdmissionProperties properties;
    private boolean asking;
    private boolean alone;
    /** Or its answers are of no use here, because the clocks are too far apart. */
    private boolean unreachable;

    private boolean ticking;
    private long askAfter;
    private long pauseMillis = ASK_AGAIN_MILLIS;
    private volatile boolean busy;
    private volatile long turn;

    /** @param turns a higher number each time */
    PathQueue(
            Wallet[] wallets,
            LongSupplier turns,
            LeaseDesk desk,
            Clock clock,
            ScheduledExecutorService timer,
            AdmissionProperties properties) {
        this.wallets = wallets;
        this.turns = turns;
        this.desk = desk;
        this.clock = clock;
        this.timer = timer;
        this.properties = properties;
    }

    /** Somebody waits: whoever comes now waits behind. */
    boolean busy() {
        return busy;
    }

    /** When it began to be busy, among the others: it changes only while nobody waits here. */
    long turn() {
        return turn;
    }

    synchronized int size() {
        return tickets.size();
    }

    synchronized void join(Ticket ticket) {
        if (tickets.size() >= properties.maxWaiting()) {
            ticket.refuse(Refusal.of(
                    Refusal.Kind.UNAVAILABLE, "budget_queue_full", "Too many requests wait for this budget."));
            return;
        }
        if (ticket.urgent()) {
            tickets.addFirst(ticket);
        } else {
            tickets.add(ticket);
        }
        if (!busy) {
            turn = turns.getAsLong();
            busy = true;
            askAfter = 0;
            pauseMillis = ASK_AGAIN_MILLIS;
            for (Wallet wallet : wallets) {
                wallet.addWaiting(this);
            }
        }
        serve();
    }

    /** Serves whoever can be served now. Any thread. */
    synchronized void serve() {
        long now = clock.millis();
        for (Ticket head = tickets.peek(); head != null; head = tickets.peek()) {
            boolean gone = head.isCancelled() || head.hopeless(now);
            @Nullable Lease @Nullable [] leases = gone ? null : head.tryTake(now);
            if (leases == null && !gone) {
                break;
            }
            tickets.remove();
            if (leases != null) {
                head.taken(leases, now);
            } else {
                head.refuse(Refusal.unverifiable());
            }
        }
        expire(now);
        if (tickets.isEmpty()) {
            idle();
            return;
        }
        if (!asking && mayAsk(now)) {
            ask(now);
        }
        tick();
    }

    /** Also where the clock was set back since the last question. */
    private boolean mayAsk(long now) {
        return now >= askAfter || askAfter - now > ASK_AGAIN_AT_MOST_MILLIS;
    }

    private void idle() {
        if (busy) {
            busy = false;
            alone = false;
            for (Wallet wallet : wallets) {
                wallet.removeWaiting(this);
            }
        }
    }

    private void ask(long now) {
        List<LeaseDesk.Wish> wishes = new ArrayList<>(wallets.length);
        for (int level = 0; level < wallets.length; level++) {
            long needed = alone ? tickets.element().neededNanos(level) : neededByMany(level);
            long missing = needed - wallets[level].freeNanos(now);
            if (missing > 0) {
                wishes.add(wallets[level].wish(missing, now));
            }
        }
        if (wishes.isEmpty()) {
            timer.execute(this::serve);
            return;
        }
        asking = true;
        boolean forAll = !alone && tickets.size() > 1;
        desk.acquire(tickets.element().path.organization.id(), wishes).thenAccept(answer -> answered(answer, forAll));
    }

    private long neededByMany(int level) {
        long sum = 0;
        int count = 0;
        for (Ticket ticket : tickets) {
            if (count++ == ASKED_FOR_AT_ONCE) {
                break;
            }
            sum = Math.min(Nanos.MAX, sum + ticket.neededNanos(level));
        }
        return sum;
    }

    private synchronized void answered(LeaseDesk.Answer answer, boolean forAll) {
        asking = false;
        long now = clock.millis();
        unreachable = answer instanceof LeaseDesk.Answer.Unreachable;
        switch (answer) {
            case LeaseDesk.Answer.Granted granted -> received(granted.grants(), now);
            case LeaseDesk.Answer.Refused refused -> refused(refused.by(), forAll, now);
            case LeaseDesk.Answer.Unreachable unused -> {
                askAfter = now + pause();
                refuseAllUnlessHoldsAreOpen();
            }
        }
        serve();
    }

    private void received(List<LeaseDesk.Grant> grants, long now) {
        alone = false;
        pauseMillis = ASK_AGAIN_MILLIS;
        for (LeaseDesk.Grant grant : grants) {
            if (grant.over(now)) {
                unreachable = true;
                askAfter = now + pause();
            }
            for (Wallet wallet : wallets) {
                if (wallet.budgetId.equals(grant.after().budgetId())) {
                    wallet.receive(grant, now);
                }
            }
        }
    }

    private void refused(BudgetView by, boolean forAll, long now) {
        int level = level(by);
        wallets[level].learn(by);
        if (forAll) {
            alone = true;
            return;
        }
        long available = by.grantableNanos() + wallets[level].freeNanos(now);
        boolean hope = othersMayReturn(wallets[level], by, now);
        Ticket head = tickets.peek();
        int clampsBefore = head == null ? 0 : head.clamps;
        tickets.removeIf(ticket -> {
            boolean mayWait = hope && !ticket.isOverdue(now);
            return resolve(ticket, ticket == head, level, available, mayWait)
                    && refuse(ticket, exhausted(ticket, level, by, now));
        });
        boolean clamped = head != null && head.clamps > clampsBefore;
        askAfter = clamped ? now : now + pause();
    }

    /** True if the ticket must be refused. Otherwise it waits on, perhaps for less. */
    private boolean resolve(Ticket ticket, boolean head, int level, long available, boolean mayWait) {
        boolean fits = ticket.neededNanos(level) <= available;
        if (fits && (!head || ++ticket.refusals <= MAX_REFUSALS)) {
            return false;
        }
        long affordable = ticket.affordableOutput(level, available);
        if (mayWait && !(head && ticket.contentWith(affordable))) {
            return false;
        }
        if (ticket.clamps < MAX_CLAMPS && ticket.canShrinkTo(affordable, properties.leastOutputTokens())) {
            ticket.shrinkTo(affordable);
            ticket.clamps++;
            return false;
        }
        return true;
    }

    private Refusal exhausted(Ticket ticket, int level, BudgetView by, long now) {
        return Refusal.exhausted(
                BudgetStanding.of(ticket.path.organization, by, wallets[level], now), ticket.neededNanos(level));
    }

    private long pause() {
        long pause = pauseMillis;
        pauseMillis = Math.min(ASK_AGAIN_AT_MOST_MILLIS, 2 * pause);
        return pause;
    }

    /** Holds of this node, or leases of others: what they don't use comes back. */
    private static boolean othersMayReturn(Wallet wallet, BudgetView by, long now) {
        return wallet.hasOpenHolds() || by.leasedNanos() > wallet.freeNanos(now) + wallet.spending.unreportedNanos();
    }

    /** Past its deadline the head is asked for once more; the answer admits, clamps or refuses it. */
    private void expire(long now) {
        Ticket head = tickets.peek();
        if (head == null || !head.isOverdue(now) || asking) {
            return;
        }
        if (unreachable) {
            tickets.removeIf(ticket -> ticket.isOverdue(now) && refuse(ticket, Refusal.unverifiable()));
        } else {
            alone = true;
            askAfter = now;
        }
    }

    private static boolean refuse(Ticket ticket, Refusal refusal) {
        ticket.refuse(refusal);
        return true;
    }

    private void refuseAllUnlessHoldsAreOpen() {
        for (Wallet wallet : wallets) {
            if (wallet.hasOpenHolds()) {
                return;
            }
        }
        tickets.forEach(ticket -> ticket.refuse(Refusal.unverifiable()));
        tickets.clear();
    }

    private int level(BudgetView view) {
        for (int level = 0; level < wallets.length; level++) {
            if (wallets[level].budgetId.equals(view.budgetId())) {
                return level;
            }
        }
        throw new IllegalStateException("refused by a budget that was not asked for");
    }

    private void tick() {
        if (!ticking) {
            ticking = true;
            timer.schedule(this::ticked, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void ticked() {
        ticking = false;
        serve();
    }
}
