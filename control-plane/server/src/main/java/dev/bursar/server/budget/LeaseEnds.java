package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.LEASE_HOLDER;
import static dev.bursar.server.sql.Tables.NODE_EPOCH;

import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Node;
import dev.bursar.server.publication.NodeCallException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Where leases end: in which organizations a life of a node has some, and when one may have expired. */
@Component
public final class LeaseEnds {
    private final Tenancy tenancy;
    private final Fleet fleet;
    private final BookStores stores;
    private final Treasury treasury;
    private final Clock clock;

    LeaseEnds(Tenancy tenancy, Fleet fleet, BookStores stores, Treasury treasury, Clock clock) {
        this.tenancy = tenancy;
        this.fleet = fleet;
        this.stores = stores;
        this.treasury = treasury;
        this.clock = clock;
    }

    /**
     * The node says that everything of this epoch is reported: what its leases have left returns. Fences the epoch
     * first, so that nothing is granted meanwhile. Closing it twice changes nothing.
     *
     * @throws NodeCallException if the node never had that epoch
     */
    public void closeEpoch(Node node, long epoch) {
        fleet.fence(node, epoch);
        NodeLife life = new NodeLife(node.id(), epoch);
        for (UUID organization : holders(life)) {
            Wire.told(() -> tenancy.write(organization, tx -> {
                Instant now = clock.instant();
                treasury.closeEpoch(stores.open(tx, organization, now), life, now);
                stores.leases().settledUp(tx, organization, life);
                return true;
            }));
        }
        fleet.closeEpoch(node, epoch);
    }

    /** Gives up what expired and what belongs to fenced epochs, where anything is due. @return how many leases */
    int sweep() {
        int ended = 0;
        for (Map.Entry<UUID, List<Holder>> due : due(clock.instant()).entrySet()) {
            ended += tenancy.write(due.getKey(), tx -> sweep(tx, due.getKey(), due.getValue()));
        }
        return ended;
    }

    /** A life with leases in an organization. */
    private record Holder(NodeLife life, boolean fenced) {}

    private int sweep(DSLContext tx, UUID organization, List<Holder> due) {
        Instant now = clock.instant();
        List<NodeLife> fenced =
                due.stream().filter(Holder::fenced).map(Holder::life).toList();
        int ended = treasury.sweep(stores.open(tx, organization, now), fenced, now);
        for (Holder holder : due) {
            stores.leases()
                    .reschedule(tx, organization, holder.life(), stores.terms().grace());
            if (holder.fenced()) {
                stores.leases().settledUp(tx, organization, holder.life());
            }
        }
        return ended;
    }

    private List<UUID> holders(NodeLife life) {
        return tenancy.platform(tx -> tx.select(LEASE_HOLDER.ORGANIZATION_ID)
                .from(LEASE_HOLDER)
                .where(LEASE_HOLDER.NODE_ID.eq(life.nodeId()), LEASE_HOLDER.EPOCH.eq(life.epoch()))
                .orderBy(LEASE_HOLDER.ORGANIZATION_ID)
                .fetch(LEASE_HOLDER.ORGANIZATION_ID));
    }

    /** By organization; in the order in which every control plane changes the holders. */
    private Map<UUID, List<Holder>> due(Instant now) {
        Map<UUID, List<Holder>> due = new TreeMap<>();
        tenancy.platform(tx -> tx.select(
                                LEASE_HOLDER.ORGANIZATION_ID,
                                LEASE_HOLDER.NODE_ID,
                                LEASE_HOLDER.EPOCH,
                                NODE_EPOCH.FENCED_AT)
                        .from(LEASE_HOLDER)
                        .join(NODE_EPOCH)
                        .on(NODE_EPOCH.NODE_ID.eq(LEASE_HOLDER.NODE_ID), NODE_EPOCH.EPOCH.eq(LEASE_HOLDER.EPOCH))
                        .where(
                                LEASE_HOLDER.SETTLED_UP.isFalse(),
                                NODE_EPOCH.CLOSED_AT.isNull(),
                                DSL.or(LEASE_HOLDER.DUE_AT.lt(now), NODE_EPOCH.FENCED_AT.isNotNull()))
                        .orderBy(LEASE_HOLDER.ORGANIZATION_ID, LEASE_HOLDER.NODE_ID, LEASE_HOLDER.EPOCH)
                        .fetch())
                .forEach(row -> due.computeIfAbsent(row.value1(), id -> new ArrayList<>())
                        .add(new Holder(new NodeLife(row.value2(), row.value3()), row.value4() != null)));
        return due;
    }
}
