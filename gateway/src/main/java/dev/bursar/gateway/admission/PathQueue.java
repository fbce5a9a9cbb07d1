package dev.bursar.gateway.admission;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private static final long ASK_AGAIN_MILLIS = 200;
    private static final long TICK_MILLIS = 25;
    /** With this much affordable, a request without a limit of its own is clamped at once instead of waiting. */
    private static final long PLENTY_OF_OUTPUT = 1_024;

    private static final int MAX_CLAMPS = 3;
    private static final int MAX_REFUSALS = 3;

    private final ArrayDeque<Ticket> tickets = new ArrayDeque<>();
    private final Wallet[] wallets;
    private final LeaseDesk desk;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final AdmissionProperties properties;
    private boolean asking;
    private boolean alone;
    private boolean unreachable;
    private boolean ticking;
    private long askAfter;
    private volatile boolean busy;

    PathQueue(
            Wallet[] wallets,
            LeaseDesk desk,
            Clock clock,
            ScheduledExecutorService timer,
            AdmissionProperties properties) {
        this.wallets = wallets;
        this.desk = desk;
        this.clock = clock;
        this.timer = timer;
        this.properties = properties;
    }

    /** Somebody waits: whoever comes now waits behind. */
    boolean busy() {
        return busy;
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
        tickets.add(ticket);
        if (!busy) {
            busy = true;
            askAfter = 0;
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
            @Nullable
            Lease @Nullable [] leases = head.isCancelled() ? null : BudgetPath.tryHold(wallets, head.wanted, now);
            if (leases == null && !head.isCancelled()) {
                break;
            }
            tickets.remove();
            if (leases != null) {
                head.admit(leases, now);
            }
        }
        expire(now);
        if (tickets.isEmpty()) {
            idle();
            return;
        }
        if (!asking && now >= askAfter) {
            ask(now);
        }
        tick();
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
        Ticket head = tickets.element();
        List<LeaseDesk.Wish> wishes = new ArrayList<>(wallets.length);
        long needed = alone ? head.wanted : neededByMany();
        for (Wallet wallet : wallets) {
            long missing = needed - wallet.freeNanos(now);
            if (missing > 0) {
                wishes.add(new LeaseDesk.Wish(wallet.budgetId, missing, wallet.recentNanos(now)));
            }
        }
        if (wishes.isEmpty()) {
            timer.execute(this::serve);
            return;
        }
        asking = true;
        boolean forAll = !alone && tickets.size() > 1;
        desk.acquire(head.path.organization.id(), wishes).thenAccept(answer -> answered(answer, forAll));
    }

    private long neededByMany() {
        long sum = 0;
        int count = 0;
        for (Ticket ticket : tickets) {
            if (count++ == ASKED_FOR_AT_ONCE) {
                break;
            }
            sum = Math.min(dev.bursar.policy.money.Nanos.MAX, sum + ticket.wanted);
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
                askAfter = now + ASK_AGAIN_MILLIS;
                refuseAllUnlessHoldsAreOpen();
            }
        }
        serve();
    }

    private void received(List<LeaseDesk.Grant> grants, long now) {
        alone = false;
        for (LeaseDesk.Grant grant : grants) {
            for (Wallet wallet : wallets) {
                if (wallet.budgetId.equals(grant.after().budgetId())) {
                    wallet.receive(grant, now);
                }
            }
        }
    }

    private void refused(BudgetView by, boolean forAll, long now) {
        Wallet wallet = wallet(by);
        wallet.learn(by);
        if (forAll) {
            alone = true;
            return;
        }
        long available = by.grantableNanos() + wallet.freeNanos(now);
        boolean hope = othersMayReturn(wallet, by, now);
        Ticket head = tickets.peek();
        int clampsBefore = head == null ? 0 : head.clamps;
        tickets.removeIf(ticket -> resolve(ticket, ticket == head, by, available, hope && now < ticket.deadline));
        boolean clamped = head != null && head.clamps > clampsBefore;
        askAfter = clamped ? now : now + ASK_AGAIN_MILLIS;
    }

    /** True if the ticket is answered. Otherwise it waits on, perhaps for less. */
    private boolean resolve(Ticket ticket, boolean head, BudgetView by, long available, boolean mayWait) {
        boolean fits = ticket.wanted <= available;
        if (fits && (!head || ++ticket.refusals <= MAX_REFUSALS)) {
            return false;
        }
        long affordable = ticket.bound.affordableOutput(ticket.price, available);
        boolean clampNow = head && !ticket.bound.callers() && affordable >= PLENTY_OF_OUTPUT;
        if (mayWait && !clampNow) {
            return false;
        }
        boolean clampHelps = affordable >= properties.leastOutputTokens() && affordable < ticket.bound.output();
        if (clampHelps && ticket.clamps < MAX_CLAMPS) {
            ticket.clampTo(affordable);
            return false;
        }
        ticket.refuse(Refusal.exhausted(by, wallet(by).heldNanos()));
        return true;
    }

    /** Holds of this node, or leases of others: what they don't use comes back. */
    private static boolean othersMayReturn(Wallet wallet, BudgetView by, long now) {
        return wallet.hasOpenHolds() || by.leasedNanos() > wallet.freeNanos(now) + wallet.unreportedNanos();
    }

    /** Past its deadline the head is asked for once more; the answer admits, clamps or refuses it. */
    private void expire(long now) {
        Ticket head = tickets.peek();
        if (head == null || asking || now < head.deadline) {
            return;
        }
        if (unreachable) {
            tickets.removeIf(ticket -> now >= ticket.deadline && refuse(ticket, unverifiable()));
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
        tickets.forEach(ticket -> ticket.refuse(unverifiable()));
        tickets.clear();
    }

    private static Refusal unverifiable() {
        return Refusal.of(
                Refusal.Kind.UNAVAILABLE,
                "budget_unverifiable",
                "The budget cannot be checked right now, and money fails closed. Try again shortly.");
    }

    private Wallet wallet(BudgetView view) {
        for (Wallet wallet : wallets) {
            if (wallet.budgetId.equals(view.budgetId())) {
                return wallet;
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
