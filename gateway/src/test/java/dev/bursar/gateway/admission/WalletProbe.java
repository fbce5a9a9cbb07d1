package dev.bursar.gateway.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tests may see of a node's money. */
public final class WalletProbe {
    private WalletProbe() {}

    /** The leases that a hold stands on, root first. */
    public static List<String> leaseIds(Hold hold) {
        List<String> ids = new ArrayList<>();
        for (@Nullable Lease lease : hold.leases()) {
            ids.add(Objects.requireNonNull(lease).id);
        }
        return ids;
    }

    /** One object of a lease; there may be several of the same id. */
    public interface Visitor {
        void lease(String leaseId, long freeNanos, long heldNanos);
    }

    public static void visit(PathBook paths, Visitor visitor) {
        for (Wallet wallet : paths.wallets()) {
            for (Lease lease : wallet.leases()) {
                visitor.lease(lease.id, lease.purse.freeNanos(), lease.heldNanos.get());
            }
        }
    }
}
