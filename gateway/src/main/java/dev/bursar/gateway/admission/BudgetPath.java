package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.Organization;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The budgets that one key's requests must pass, root first, as they stand in one policy. */
final class BudgetPath {
    final Organization organization;
    final Wallet[] hard;
    final List<String> soft;
    final PathQueue queue;

    BudgetPath(Organization organization, Wallet[] hard, List<String> soft, PathQueue queue) {
        this.organization = organization;
        this.hard = hard;
        this.soft = soft;
        this.queue = queue;
    }

    /** Takes the amount at every hard level, or nowhere. */
    static @Nullable Lease @Nullable [] tryHold(Wallet[] wallets, long nanos, long nowMillis) {
        @Nullable Lease[] leases = new Lease[wallets.length];
        for (int i = 0; i < wallets.length; i++) {
            leases[i] = wallets[i].tryHold(nanos, nowMillis);
            if (leases[i] == null) {
                rollBack(leases, i, nanos);
                return null;
            }
        }
        return leases;
    }

    /** For calls that need no money: nothing is charged where nothing can cost. */
    BudgetPath withoutHard() {
        return new BudgetPath(organization, new Wallet[0], soft, queue);
    }

    /** What is left at the tightest hard level; empty where none is known. */
    OptionalLong remainingNanos() {
        OptionalLong least = OptionalLong.empty();
        for (Wallet wallet : hard) {
            if (wallet.remainingNanos().isPresent()) {
                long remaining = wallet.remainingNanos().get();
                least = OptionalLong.of(Math.min(remaining, least.orElse(Long.MAX_VALUE)));
            }
        }
        return least;
    }

    private static void rollBack(@Nullable Lease[] leases, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            Lease lease = leases[i];
            if (lease != null) {
                lease.endHold(nanos, nanos);
            }
        }
    }
}
