package dev.bursar.server.node;

import static dev.bursar.server.sql.Tables.API_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.nodeapi.v1.KeyState;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.publication.PolicyChanges;
import dev.bursar.server.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What changes in a policy on its way to a node, and what the node says to it. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeDeltasTest {
    private final NodeHouse house;

    NodeDeltasTest(TestDatabase database, @TempDir Path folder) {
        house = new NodeHouse(database, folder);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void bringsANewAndARevokedKeyToAConnectedNodeInUnderTwoSeconds() {
        UUID organization = house.tenants.organization("UTC");
        try (TestNode node = house.node("fast")) {
            node.follow(0);
            node.await("the snapshot", revision -> revision.getBaseRevision() == 0);

            NodeHouse.inUnderTwoSeconds(() -> issued(node, organization));
            NodeHouse.inUnderTwoSeconds(() -> revoked(node, organization));
        }
    }

    private Duration issued(TestNode node, UUID organization) {
        long started = System.nanoTime();
        UUID key = house.tenants.key(organization, null);
        house.touch(organization, key);
        NodeHouse.keyIn(node, key);
        return NodeHouse.told("a key reached a node", started);
    }

    private Duration revoked(TestNode node, UUID organization) {
        UUID key = house.tenants.key(organization, null);
        house.touch(organization, key);
        NodeHouse.keyIn(node, key);
        long started = System.nanoTime();
        house.tenancy.write(organization, tx -> {
            tx.update(API_KEY)
                    .set(API_KEY.STATE, "revoked")
                    .where(API_KEY.KEY_ID.eq(key))
                    .execute();
            return house.changes.touch(tx, organization, PolicyChanges.Kind.KEY, key.toString());
        });
        node.await(
                "the revoked key",
                revision -> revision.getKeysList().stream()
                        .anyMatch(policy -> policy.getKeyId().equals(key.toString())
                                && policy.getState() == KeyState.KEY_STATE_REVOKED));
        return NodeHouse.told("the end of a key reached a node", started);
    }

    @Test
    void sendsDeltasThatFollowOneAnother() {
        UUID organization = house.tenants.organization("UTC");
        try (TestNode node = house.node("deltas")) {
            node.follow(0);
            for (int i = 0; i < 5; i++) {
                UUID key = house.tenants.key(organization, null);
                house.touch(organization, key);
                NodeHouse.keyIn(node, key);
            }
            long at = 0;
            for (var revision : node.revisions()) {
                assertThat(revision.getBaseRevision()).isIn(0L, at);
                assertThat(revision.getRevision()).isGreaterThanOrEqualTo(at);
                at = revision.getRevision();
            }
        }
    }

    @Test
    void catchesANodeUpThatWasAwayWithADelta() {
        UUID organization = house.tenants.organization("UTC");
        long before = house.touch(organization, house.tenants.key(organization, null));
        UUID missed = house.tenants.key(organization, null);
        house.touch(organization, missed);
        try (TestNode node = house.node("away")) {
            node.follow(before);

            NodeHouse.keyIn(node, missed);

            assertThat(node.revisions().getFirst().getBaseRevision()).isEqualTo(before);
        }
    }

    @Test
    void sendsASnapshotToANodeThatClaimsTheFuture() {
        try (TestNode node = house.node("future")) {
            node.follow(1_000_000);

            node.await("a snapshot", revision -> revision.getBaseRevision() == 0);
        }
    }

    @Test
    void renewsFreshnessWhileNothingChanges() {
        try (TestNode node = house.node("fresh")) {
            node.follow(0);

            var beat = node.await(
                    "a heartbeat",
                    revision -> revision.getBaseRevision() == revision.getRevision() && revision.getRevision() > 0);

            assertThat(beat.getKeysList()).isEmpty();
            assertThat(beat.getFreshUntilMillis()).isGreaterThan(beat.getIssuedAtMillis());
        }
    }

    @Test
    void showsWhatANodeAppliesAndWhyItRejected() {
        UUID organization = house.tenants.organization("UTC");
        try (TestNode node = house.node("rejecting")) {
            node.follow(0);
            node.await("the snapshot", revision -> revision.getBaseRevision() == 0);
            Eventually.until("connected", () -> house.row("rejecting").getConnected());

            node.reject("a model is not readable");
            house.touch(organization, house.tenants.key(organization, null));

            Eventually.until(
                    "the error is shown",
                    () -> house.row("rejecting").getPolicyError().equals("a model is not readable"));
            Eventually.until(
                    "it gets a snapshot",
                    () -> node.revisions().stream()
                                    .filter(revision -> revision.getBaseRevision() == 0)
                                    .count()
                            >= 2);
        }
        Eventually.until("silent", () -> !house.row("rejecting").getConnected());
    }
}
