package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.NODE;
import static dev.bursar.server.sql.Tables.NODE_EPOCH;

import dev.bursar.policy.budget.NodeLife;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Rows;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.sql.tables.records.NodeEpochRecord;
import dev.bursar.server.sql.tables.records.NodeRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The nodes and their lives. A node is admitted by its certificate's common name, unless it was revoked. */
@Component
public final class Fleet {
    /** Heartbeats come every ten seconds; three missed ones are a lost node. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** A revoked node is refused this much later at most. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    private static final int LONGEST_TEXT = 200;

    private final Tenancy tenancy;
    private final Ids ids;
    private final Clock clock;
    private final Brief<Node> admitted;
    private final Brief<Integer> connected;

    Fleet(Tenancy tenancy, Ids ids, Clock clock) {
        this.tenancy = tenancy;
        this.ids = ids;
        this.clock = clock;
        this.admitted = new Brief<>(KNOWN_FOR, clock);
        this.connected = new Brief<>(KNOWN_FOR, clock);
    }

    /** @throws NodeCallException if the node was revoked */
    public Node admit(String commonName) {
        if (commonName.isBlank() || commonName.length() > 100) {
            throw NodeCallException.invalid("node_name_invalid");
        }
        return admitted.get(commonName, this::look);
    }

    private Node look(String commonName) {
        NodeRecord node = tenancy.platform(tx -> find(tx, commonName).orElseGet(() -> register(tx, commonName)));
        if (node.getRevokedAt() != null) {
            throw new NodeCallException(NodeCallException.Reason.REVOKED, "node_revoked");
        }
        return new Node(node.getNodeId(), node.getName());
    }

    /** Starts a new life and fences the older ones. @return the epoch */
    public long openEpoch(Node node, String version, String address) {
        Instant now = clock.instant();
        return tenancy.platform(tx -> {
            long epoch = tx.update(NODE)
                    .set(NODE.EPOCH, NODE.EPOCH.plus(1))
                    .set(NODE.VERSION, cut(version))
                    .set(NODE.ADDRESS, cut(address))
                    .set(NODE.LAST_SEEN_AT, now)
                    .where(NODE.NODE_ID.eq(node.id()))
                    .returningResult(NODE.EPOCH)
                    .fetchSingle()
                    .value1();
            tx.update(NODE_EPOCH)
                    .set(NODE_EPOCH.FENCED_AT, now)
                    .where(NODE_EPOCH.NODE_ID.eq(node.id()), NODE_EPOCH.FENCED_AT.isNull())
                    .execute();
            tx.insertInto(NODE_EPOCH, NODE_EPOCH.NODE_ID, NODE_EPOCH.EPOCH, NODE_EPOCH.OPENED_AT)
                    .values(node.id(), epoch, now)
                    .execute();
            return epoch;
        });
    }

    /**
     * Ends the grants of an epoch. Waits for those that are being made.
     *
     * @throws NodeCallException if the node never had that epoch
     */
    public void fence(Node node, long epoch) {
        tenancy.platform(tx -> {
            if (!lived(tx, node, epoch)) {
                throw NodeCallException.unknown("epoch_unknown");
            }
            return tx.update(NODE_EPOCH)
                    .set(NODE_EPOCH.FENCED_AT, clock.instant())
                    .where(life(node, epoch), NODE_EPOCH.FENCED_AT.isNull())
                    .execute();
        });
    }

    /** For good. The leases must have been closed before. */
    public void closeEpoch(Node node, long epoch) {
        tenancy.platform(tx -> tx.update(NODE_EPOCH)
                .set(NODE_EPOCH.CLOSED_AT, clock.instant())
                .where(life(node, epoch), NODE_EPOCH.CLOSED_AT.isNull())
                .execute());
    }

    /**
     * Keeps lives from being fenced until the transaction ends.
     *
     * @param lives at least one
     * @return without those that never were, or are fenced or closed
     */
    public Set<NodeLife> holdOpen(DSLContext tx, Collection<NodeLife> lives) {
        return tx.select(NODE_EPOCH.NODE_ID, NODE_EPOCH.EPOCH)
                .from(NODE_EPOCH)
                .join(Rows.table(NODE_EPOCH, lives.stream().map(Fleet::epoch).toList()))
                .on(Rows.matches(NODE_EPOCH.getPrimaryKey().getFields()))
                .where(NODE_EPOCH.FENCED_AT.isNull(), NODE_EPOCH.CLOSED_AT.isNull())
                .forShare()
                .of(NODE_EPOCH)
                .fetchSet(row -> new NodeLife(row.value1(), row.value2()));
    }

    /** Whether this node ever had that life. */
    public boolean lived(DSLContext tx, Node node, long epoch) {
        return tx.fetchExists(NODE_EPOCH, life(node, epoch));
    }

    /**
     * A node's policy stream is alive and says what it applies.
     *
     * @param error why it rejected the last update; empty: it did not
     * @return false if the node was revoked meanwhile
     */
    boolean heard(Node node, long appliedRevision, String error) {
        Instant now = clock.instant();
        boolean admittedStill = tenancy.platform(tx -> tx.update(NODE)
                        .set(NODE.CONNECTED, true)
                        .set(NODE.LAST_SEEN_AT, now)
                        .set(
                                NODE.APPLIED_AT,
                                DSL.when(NODE.APPLIED_REVISION.ne(appliedRevision), DSL.val(now))
                                        .otherwise(NODE.APPLIED_AT))
                        .set(NODE.APPLIED_REVISION, appliedRevision)
                        .set(NODE.POLICY_ERROR, cut(error))
                        .where(NODE.NODE_ID.eq(node.id()), NODE.REVOKED_AT.isNull())
                        .execute())
                == 1;
        if (!admittedStill) {
            admitted.forget(node.name());
        }
        return admittedStill;
    }

    void silent(Node node) {
        tenancy.platform(tx -> tx.update(NODE)
                .set(NODE.CONNECTED, false)
                .where(NODE.NODE_ID.eq(node.id()))
                .execute());
    }

    /** How many nodes share a budget's free money: 1 or more; at most a second old. */
    public int connectedNodes() {
        return connected.get(
                "", any -> tenancy.platform(tx -> Math.max(1, tx.fetchCount(NODE, isConnected(clock.instant())))));
    }

    static Condition isConnected(Instant now) {
        return NODE.CONNECTED.isTrue().and(NODE.LAST_SEEN_AT.gt(now.minus(SILENCE)));
    }

    private static Condition life(Node node, long epoch) {
        return NODE_EPOCH.NODE_ID.eq(node.id()).and(NODE_EPOCH.EPOCH.eq(epoch));
    }

    private static NodeEpochRecord epoch(NodeLife life) {
        NodeEpochRecord row = new NodeEpochRecord();
        row.setNodeId(life.nodeId());
        row.setEpoch(life.epoch());
        return row;
    }

    private static Optional<NodeRecord> find(DSLContext tx, String name) {
        return tx.selectFrom(NODE).where(NODE.NAME.eq(name)).fetchOptional();
    }

    private NodeRecord register(DSLContext tx, String name) {
        tx.insertInto(NODE, NODE.NODE_ID, NODE.NAME, NODE.CREATED_AT)
                .values(ids.next(), name, clock.instant())
                .onConflictDoNothing()
                .execute();
        return find(tx, name).orElseThrow();
    }

    private static String cut(String text) {
        String clean = text.replace("\0", "");
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    }
}
