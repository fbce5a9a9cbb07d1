package dev.bursar.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.policy.revision.RevisionVerifier;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.platform.secret.Secrets;
import dev.bursar.server.testing.Eventually;
import dev.bursar.server.testing.Tenants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A whole policy on its way to a node: real gRPC, real mutual TLS, real PostgreSQL. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeSnapshotTest {
    private static final long USD = 1_000_000_000L;

    private final NodeHouse house;

    NodeSnapshotTest(TestDatabase database, @TempDir Path folder) {
        house = new NodeHouse(database, folder);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void sendsASignedSnapshotWithTheBudgetsOfEachKey() {
        UUID organization = house.tenants.organization("UTC");
        UUID member = house.tenants.member(organization);
        UUID root = house.tenants.hardBudget(organization, "organization", organization, "month", USD);
        UUID ofMember = house.tenants.hardBudget(organization, "member", member, "month", USD);
        UUID key = house.tenants.key(organization, member);
        UUID ofKey = house.tenants.hardBudget(organization, "key", key, "month", USD);
        house.touch(organization, key);
        try (TestNode node = house.node("snapshot")) {
            node.follow(0);

            KeyPolicy policy = NodeHouse.keyIn(node, key);

            assertThat(policy.getBudgetIdsList())
                    .containsExactly(root.toString(), ofMember.toString(), ofKey.toString());
            assertThat(policy.getHash().toByteArray()).isEqualTo(Tenants.hash(key));
            PolicyUpdate update = node.updates().getFirst();
            RevisionVerifier verifier = new RevisionVerifier(
                    house.server.bean(Secrets.class).policySigning().getPublic());
            assertThat(verifier.verify(
                            update.getRevision().toByteArray(),
                            update.getSignature().toByteArray()))
                    .isTrue();
        }
    }

    /** A million keys in one message would be 200 MB, on both sides at once. */
    @Test
    void sendsThreeHundredThousandKeysInBoundedPartsAndThenGoesOnWithDeltas() {
        UUID organization = house.tenants.organization("UTC");
        int keys = 300_000;
        manyKeys(organization, keys);
        try (TestNode node = house.node("many keys")) {
            List<PolicyUpdate> sent = freshParts(node);
            List<Revision> parts = sent.stream().map(TestNode::read).toList();

            assertThat(parts)
                    .allSatisfy(part -> assertThat(part.getSerializedSize()).isLessThan(65 << 10));
            assertThat(parts).extracting(Revision::getPart).isSorted().doesNotHaveDuplicates();
            assertThat(parts.stream()
                            .flatMap(part -> part.getKeysList().stream())
                            .filter(key -> key.getOrganizationId().equals(organization.toString()))
                            .map(KeyPolicy::getHash)
                            .distinct())
                    .hasSize(keys);
            RevisionVerifier verifier = new RevisionVerifier(
                    house.server.bean(Secrets.class).policySigning().getPublic());
            assertThat(sent)
                    .allMatch(update -> verifier.verify(
                            update.getRevision().toByteArray(),
                            update.getSignature().toByteArray()));
            UUID later = house.tenants.key(organization, null);
            node.updates().clear();
            house.touch(organization, later);
            assertThat(NodeHouse.keyIn(node, later).getKeyId()).isEqualTo(later.toString());
        } finally {
            house.database.asOwner(owner -> owner.transactionResult(tx -> {
                tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", organization.toString());
                return tx.dsl().execute("DELETE FROM api_key");
            }));
        }
    }

    @Test
    void sendsAnOldNodeOneMessageHoweverLarge() {
        UUID organization = house.tenants.organization("UTC");
        manyKeys(organization, 2_000);

        Revision snapshot = freshSnapshot(2_000);

        assertThat(snapshot.getPart()).isZero();
        assertThat(snapshot.getSerializedSize()).isGreaterThan(128 << 10);
    }

    /** Nodes that come within a few seconds share a snapshot, which may be older than the keys: then once more. */
    private static List<PolicyUpdate> freshParts(TestNode node) {
        List<PolicyUpdate> parts = List.of();
        while (parts.size() < 300) {
            node.updates().clear();
            node.follow(0);
            Eventually.until(Duration.ofMinutes(3), "the last part", node::hasSnapshot);
            parts = node.updates().stream()
                    .filter(update -> TestNode.read(update).getBaseRevision() == 0)
                    .toList();
            if (parts.size() < 300) {
                node.leave();
            }
        }
        return parts;
    }

    /** Nodes that come within a few seconds share one that may be older than the keys. */
    private Revision freshSnapshot(int keys) {
        AtomicReference<Revision> snapshot = new AtomicReference<>(Revision.getDefaultInstance());
        Eventually.until(Duration.ofMinutes(1), "a snapshot with " + keys + " keys", () -> {
            try (TestNode node = house.node("old").old()) {
                node.follow(0);
                snapshot.set(node.await("a snapshot", revision -> revision.getBaseRevision() == 0));
                return snapshot.get().getKeysCount() >= keys;
            }
        });
        return snapshot.get();
    }

    private void manyKeys(UUID organization, int count) {
        house.tenancy.write(organization, tx -> tx.execute("""
                        INSERT INTO api_key (organization_id, key_id, hash, masked, name, environment, state, created_at, created_by)
                        SELECT ?::uuid, gen_random_uuid(), sha256(convert_to(?::text || i, 'UTF8')), 'bsr_test_…', 'key ' || i,
                               'test', 'active', now(), 'test'
                        FROM generate_series(1, ?) i""", organization, organization, count));
        house.touch(organization, UUID.randomUUID());
    }
}
