package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.LEASE_HOLDER;
import static dev.bursar.server.sql.Tables.NODE_EPOCH;

import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Node;
import dev.bursar.server.publication.NodeCallException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.springframework.stereotype.Component;

/**
 * How leases end. Time alone never refunds: an expired lease, or one of a fenced epoch, goes in doubt. Only the node
 * itself can prove what it did not spend, by returning it or by closing the epoch after everything was reported.
 */
@Component
public final class LeaseEnds {
    private static final int BATCH = 200;
    /** A later retry is granted anew, and what the lost answer granted goes in doubt with its lease: safe, not tidy. */
    private static final Duration ANSWERS_KEPT = Duration.ofHours(1);

    private final Tenancy tenancy;
    private final Fleet fleet;
    private final JooqPeriods periods;
    private final JooqLeases leases;
    private final LeaseProperties properties;
    private final Clock clock;

    LeaseEnds(
            Tenancy tenancy,
            Fleet fleet,
            JooqPeriods periods,
            JooqLeases leases,
            LeaseProperties properties,
            Clock clock) {
        this.tenancy = tenancy;
        this.fleet = fleet;
        this.periods = periods;
        this.leases = leases;
        this.properties = properties;
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
        for (UUID organization : holders(node.id(), epoch)) {
            tenancy.write(organization, tx -> {
                List<LeaseMoney.Facts> open = leases.ofEpoch(tx, organization, node.id(), epoch).stream()
                        .filter(lease -> lease.state() != LeaseMoney.State.CLOSED)
                        .toList();
                change(tx, organization, open, LeaseMoney::close);
                return settledUp(tx, node.id(), epoch, organization);
            });
        }
        fleet.closeEpoch(node, epoch);
    }

    /** Gives up what expired and what belongs to fenced epochs. @return how many leases */
    int sweep() {
        Instant now = clock.instant();
        int ended = 0;
        for (UUID organization : unsettledOrganizations()) {
            List<Record2<UUID, Long>> fenced = fenced(organization);
            ended += tenancy.write(organization, tx -> sweep(tx, organization, fenced, now));
        }
        return ended;
    }

    private int sweep(DSLContext tx, UUID organization, List<Record2<UUID, Long>> fenced, Instant now) {
        List<LeaseMoney.Facts> expired =
                new ArrayList<>(leases.expired(tx, organization, now.minus(properties.grace()), BATCH));
        for (Record2<UUID, Long> life : fenced) {
            leases.ofEpoch(tx, organization, life.value1(), life.value2()).stream()
                    .filter(lease -> lease.state() == LeaseMoney.State.OPEN && !expired.contains(lease))
                    .forEach(expired::add);
        }
        change(tx, organization, expired, LeaseMoney::giveUp);
        fenced.forEach(life -> settledUp(tx, life.value1(), life.value2(), organization));
        leases.forgetAnswers(tx, organization, now.minus(ANSWERS_KEPT));
        return expired.size();
    }

    private void change(DSLContext tx, UUID organization, List<LeaseMoney.Facts> chosen, Consumer<LeaseMoney> change) {
        for (LeaseMoney.Facts fact : LeaseMoney.Facts.inLockOrder(chosen)) {
            LeaseMoney lease = leases.lock(tx, organization, fact, periods);
            if (lease.state() == fact.state() && lease.expiresAt().equals(fact.expiresAt())) {
                change.accept(lease);
                leases.saveAll(tx, organization, List.of(lease), periods);
            }
        }
    }

    private List<UUID> holders(UUID nodeId, long epoch) {
        return tenancy.platform(tx -> tx.select(LEASE_HOLDER.ORGANIZATION_ID)
                .from(LEASE_HOLDER)
                .where(LEASE_HOLDER.NODE_ID.eq(nodeId), LEASE_HOLDER.EPOCH.eq(epoch))
                .orderBy(LEASE_HOLDER.ORGANIZATION_ID)
                .fetch(LEASE_HOLDER.ORGANIZATION_ID));
    }

    private List<UUID> unsettledOrganizations() {
        return tenancy.platform(tx -> tx.selectDistinct(LEASE_HOLDER.ORGANIZATION_ID)
                .from(LEASE_HOLDER)
                .where(LEASE_HOLDER.SETTLED_UP.isFalse())
                .fetch(LEASE_HOLDER.ORGANIZATION_ID));
    }

    private List<Record2<UUID, Long>> fenced(UUID organization) {
        return tenancy.platform(tx -> tx.select(LEASE_HOLDER.NODE_ID, LEASE_HOLDER.EPOCH)
                .from(LEASE_HOLDER)
                .join(NODE_EPOCH)
                .on(NODE_EPOCH.NODE_ID.eq(LEASE_HOLDER.NODE_ID), NODE_EPOCH.EPOCH.eq(LEASE_HOLDER.EPOCH))
                .where(
                        LEASE_HOLDER.ORGANIZATION_ID.eq(organization),
                        LEASE_HOLDER.SETTLED_UP.isFalse(),
                        NODE_EPOCH.FENCED_AT.isNotNull(),
                        NODE_EPOCH.CLOSED_AT.isNull())
                .fetch());
    }

    private static int settledUp(DSLContext tx, UUID nodeId, long epoch, UUID organization) {
        return tx.update(LEASE_HOLDER)
                .set(LEASE_HOLDER.SETTLED_UP, true)
                .where(
                        LEASE_HOLDER.NODE_ID.eq(nodeId),
                        LEASE_HOLDER.EPOCH.eq(epoch),
                        LEASE_HOLDER.ORGANIZATION_ID.eq(organization))
                .execute();
    }
}
