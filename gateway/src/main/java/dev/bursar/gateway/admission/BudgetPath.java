package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.policy.money.Nanos;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The budgets that one key's requests for one model must pass, root first, as they stand in one policy. A level bears
 * the cost, or only the fee on it: see {@link #feeNanos}.
 */
final class BudgetPath {
    private static final int WHOLE = 10_000;
    private static final Wallet[] NO_WALLETS = new Wallet[0];

    /** @param feeOnly bears the fee of a call on the organization's own provider contract, not its cost */
    record Level(Budget budget, boolean feeOnly) {}

    final Organization organization;
    final Wallet[] hard;
    final PathQueue queue;
    /** Only where every hard level is: one strict budget is a promise that nothing passes it unseen. */
    final boolean elastic;

    private final Level[] hardLevels;
    private final Level[] soft;
    private final boolean equal;

    /** @param hardLevels of the same budgets as the wallets */
    BudgetPath(Organization organization, Wallet[] hard, List<Level> hardLevels, List<Level> soft, PathQueue queue) {
        this.organization = organization;
        this.hard = hard;
        this.hardLevels = hardLevels.toArray(new Level[0]);
        this.soft = soft.toArray(new Level[0]);
        this.queue = queue;
        this.equal = hardLevels.stream().noneMatch(Level::feeOnly);
        this.elastic = !hardLevels.isEmpty()
                && hardLevels.stream().allMatch(level -> level.budget().elastic());
    }

    /** Takes the cost at every hard level, or nowhere. */
    @Nullable
    Lease @Nullable [] tryHold(long costNanos, long nowMillis) {
        @Nullable Lease[] leases = new Lease[hard.length];
        for (int i = 0; i < hard.length; i++) {
            leases[i] = hard[i].tryHold(hardNanos(i, costNanos), nowMillis);
            if (leases[i] == null) {
                giveBack(leases, i, 0, costNanos);
                return null;
            }
        }
        return leases;
    }

    /** Takes what a hold lacks to cover more, on the leases that it stands on, or nowhere. */
    @Nullable
    Lease @Nullable [] tryEnlarge(@Nullable Lease[] held, long fromNanos, long toNanos, long nowMillis) {
        @Nullable Lease[] leases = new Lease[hard.length];
        for (int i = 0; i < hard.length; i++) {
            Lease before = held[i];
            long more = hardNanos(i, toNanos) - hardNanos(i, fromNanos);
            leases[i] = before == null ? null : hard[i].tryHoldOn(before.id, more, nowMillis);
            if (leases[i] == null) {
                giveBack(leases, i, fromNanos, toNanos);
                return null;
            }
        }
        return leases;
    }

    /** At some level another lease is in use than the one held on. */
    boolean turnedFrom(@Nullable Lease[] held, long nowMillis) {
        for (int i = 0; i < hard.length; i++) {
            Lease before = held[i];
            if (before == null || hard[i].usesAnother(before.id, nowMillis)) {
                return true;
            }
        }
        return false;
    }

    /** What was taken to go from one amount to the other comes back untouched at the first {@code count} levels. */
    void giveBack(@Nullable Lease[] leases, int count, long fromNanos, long toNanos) {
        for (int i = 0; i < count; i++) {
            Lease lease = leases[i];
            if (lease != null) {
                long taken = hardNanos(i, toNanos) - hardNanos(i, fromNanos);
                lease.endHold(taken, taken);
            }
        }
    }

    /** What a hard level bears of a cost. */
    long hardNanos(int level, long costNanos) {
        return equal ? costNanos : share(hardLevels[level], costNanos);
    }

    /** The largest cost of which a hard level bears no more than this. */
    long costNanos(int level, long hardNanos) {
        int points = organization.ownContractFeeBasisPoints();
        if (!hardLevels[level].feeOnly()) {
            return hardNanos;
        }
        long cost = hardNanos / points * WHOLE + hardNanos % points * WHOLE / points;
        return cost < 0 || hardNanos > Nanos.MAX / WHOLE ? Nanos.MAX : cost;
    }

    int softCount() {
        return soft.length;
    }

    String softId(int level) {
        return soft[level].budget().id();
    }

    long softNanos(int level, long costNanos) {
        return share(soft[level], costNanos);
    }

    /** The policy of a hard level. */
    Budget budget(int level) {
        return hardLevels[level].budget();
    }

    /** Which hard level a budget is; -1: none. */
    int levelOf(String budgetId) {
        for (int i = 0; i < hard.length; i++) {
            if (hard[i].budgetId.equals(budgetId)) {
                return i;
            }
        }
        return -1;
    }

    /** The period of one of its leases ends at that moment or before. */
    boolean endsBy(long millis) {
        for (Wallet wallet : hard) {
            if (wallet.endsBy(millis)) {
                return true;
            }
        }
        return false;
    }

    /** For calls that need no money: nothing is charged where nothing can cost. */
    BudgetPath withoutHard() {
        return new BudgetPath(organization, NO_WALLETS, List.of(), Arrays.asList(soft), queue);
    }

    /** What is left at the tightest hard level; -1 where none is known. */
    long remainingNanos() {
        long least = -1;
        for (Wallet wallet : hard) {
            long remaining = wallet.remainingNanos();
            if (remaining >= 0 && (least < 0 || remaining < least)) {
                least = remaining;
            }
        }
        return least;
    }

    /** Rounded up once, so that a fee is never nothing. */
    static long feeNanos(long costNanos, int basisPoints) {
        long part = costNanos % WHOLE * basisPoints;
        return costNanos / WHOLE * basisPoints + (part + WHOLE - 1) / WHOLE;
    }

    private long share(Level level, long costNanos) {
        return level.feeOnly() ? feeNanos(costNanos, organization.ownContractFeeBasisPoints()) : costNanos;
    }
}
