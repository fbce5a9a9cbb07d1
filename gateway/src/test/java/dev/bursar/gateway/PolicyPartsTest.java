package dev.bursar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.FakeControlPlane;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.KeyState;
import dev.bursar.nodeapi.v1.PolicyStatus;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyText;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot in parts comes into force all at once, or not at all. */
class PolicyPartsTest {
    private static final ByteString ONE = ByteString.copyFromUtf8("0123456789abcdef");
    private static final ByteString OTHER = ByteString.copyFromUtf8("fedcba9876543210");

    private final FleetSecret secret = TestNode.newSecret();
    private final KeyText old = TestPolicy.newKey();
    private final KeyText first = TestPolicy.newKey();
    private final KeyText second = TestPolicy.newKey();
    private final FakeControlPlane controlPlane = FakeControlPlane.start();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        controlPlane.close();
    }

    @Test
    void bringsAllPartsIntoForceWithTheLastOne() {
        controlPlane.publish(TestPolicy.snapshot(secret, 1).key(old).build());
        try (TestNode node = TestNode.start(controlPlane, secret).awaitRevision(1);
                Chat chat = new Chat(node.port())) {
            send(opening(2, ONE));
            send(keys(2, ONE, 2, true, first));
            assertThat(chat.ask(old, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
            assertThat(chat.ask(first, "sandbox/echo", "hi").body()).contains("key_unknown");
            assertThat(node.gateway().policy().current().revision()).isEqualTo(1);

            PolicyStatus last = send(keys(2, ONE, 3, false, second));

            assertThat(last.getAppliedRevision()).isEqualTo(2);
            assertThat(chat.ask(first, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
            assertThat(chat.ask(second, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
            assertThat(chat.ask(old, "sandbox/echo", "hi").body()).contains("key_unknown");
            assertThat(controlPlane.statuses()).allMatch(PolicyStatus::getTakesParts);
        }
    }

    @Test
    void dropsWhatDoesNotFollowAndKeepsTheLastGood() {
        controlPlane.publish(TestPolicy.snapshot(secret, 1).key(old).build());
        try (TestNode node = TestNode.start(controlPlane, secret).awaitRevision(1);
                Chat chat = new Chat(node.port())) {
            rejected(keys(2, ONE, 2, false, first));

            send(opening(2, ONE));
            rejected(keys(2, ONE, 3, false, first));
            rejected(keys(2, ONE, 2, false, first));

            send(opening(2, ONE));
            rejected(keys(2, OTHER, 2, false, first));

            send(opening(2, ONE));
            rejected(keys(3, ONE, 2, false, first));

            send(opening(2, ONE));
            rejected(keys(2, ONE, 2, true, first).toBuilder()
                    .setKeys(0, KeyPolicy.getDefaultInstance())
                    .build());
            rejected(keys(2, ONE, 3, false, first));

            send(opening(3, ONE));
            send(TestPolicy.delta(secret, 2).key(second).build());
            rejected(keys(3, ONE, 2, false, first));

            assertThat(node.gateway().policy().current().revision()).isEqualTo(2);
            assertThat(chat.ask(old, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
            assertThat(chat.ask(second, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
            assertThat(chat.ask(first, "sandbox/echo", "hi").body()).contains("key_unknown");
        }
    }

    @Test
    void startsFromThePartsOnItsDiskAndFromNoneThatWereNotComplete() {
        Map<String, String> settings = Map.of("state-directory", directory.toString());
        controlPlane.publish(TestPolicy.snapshot(secret, 1).key(old).build());
        try (TestNode node =
                TestNode.start(controlPlane, secret, settings, null).awaitRevision(1)) {
            send(opening(2, ONE));
            send(keys(2, ONE, 2, false, first));
            node.awaitRevision(2);
            send(opening(3, OTHER));
            send(keys(3, OTHER, 2, true, second));
        }
        controlPlane.close();

        try (TestNode node = TestNode.start(controlPlane, secret, settings, null);
                Chat chat = new Chat(node.port())) {
            assertThat(node.gateway().policy().current().revision()).isEqualTo(2);
            assertThat(chat.ask(first, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
            assertThat(chat.ask(second, "sandbox/echo", "hi").body()).contains("key_unknown");
        }
    }

    @Test
    void takesThreeHundredThousandKeysInPartsOfAMegabyteAndKeepsLittleOfThem() {
        int parts = 60;
        int each = 5_000;
        controlPlane.publish(TestPolicy.snapshot(secret, 1).key(old).build());
        try (TestNode node = TestNode.start(controlPlane, secret).awaitRevision(1);
                Chat chat = new Chat(node.port())) {
            long before = used();
            send(opening(2, ONE));
            for (int part = 2; part < 2 + parts; part++) {
                send(many(part, each));
                assertThat(node.gateway().keyring().size()).isEqualTo(1);
            }
            send(keys(2, ONE, 2 + parts, false, first));

            assertThat(node.gateway().keyring().size()).isEqualTo(parts * each + 1);
            assertThat(chat.ask(first, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
            assertThat(used() - before >> 20).as("MiB kept").isLessThan(96);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** About as large as real ones. */
    private static Revision many(int part, int count) {
        Revision.Builder revision = part(2, ONE, part, true);
        for (int i = 0; i < count; i++) {
            ByteBuffer hash = ByteBuffer.allocate(32);
            UUID random = UUID.randomUUID();
            hash.putLong(random.getMostSignificantBits()).putLong(random.getLeastSignificantBits());
            revision.addKeys(KeyPolicy.newBuilder()
                    .setHash(ByteString.copyFrom(hash.array()))
                    .setKeyId(random.toString())
                    .setOrganizationId(TestPolicy.ORGANIZATION)
                    .setName("key " + part + "-" + i)
                    .setState(KeyState.KEY_STATE_ACTIVE)
                    .addBudgetIds(UUID.randomUUID().toString())
                    .setOwner("dev@acme.example"));
        }
        return revision.build();
    }

    private Revision opening(long number, ByteString snapshotId) {
        return TestPolicy.snapshot(secret, number).build().toBuilder()
                .setPart(1)
                .setMoreParts(true)
                .setSnapshotId(snapshotId)
                .build();
    }

    private Revision keys(long number, ByteString snapshotId, int part, boolean more, KeyText key) {
        TestPolicy policy = TestPolicy.delta(secret, number);
        return part(number, snapshotId, part, more)
                .addAllKeys(policy.key(key).build().getKeysList())
                .build();
    }

    private static Revision.Builder part(long number, ByteString snapshotId, int part, boolean more) {
        return Revision.newBuilder()
                .setRevision(number)
                .setIssuedAtMillis(System.currentTimeMillis())
                .setFreshUntilMillis(System.currentTimeMillis() + 3_600_000)
                .setPart(part)
                .setMoreParts(more)
                .setSnapshotId(snapshotId);
    }

    private PolicyStatus send(Revision revision) {
        PolicyStatus answer = answerTo(revision);
        assertThat(answer.getError()).isEmpty();
        return answer;
    }

    private void rejected(Revision revision) {
        assertThat(answerTo(revision).getError()).isNotEmpty();
    }

    private PolicyStatus answerTo(Revision revision) {
        TestNode.await("a follower", () -> controlPlane.followers() == 1);
        PolicyUpdate update = controlPlane.signed(revision);
        controlPlane.push(update);
        TestNode.await(
                "an answer to " + update.getNonce(),
                () -> controlPlane.statuses().stream().anyMatch(status -> status.getNonce() == update.getNonce()));
        return controlPlane.statuses().stream()
                .filter(status -> status.getNonce() == update.getNonce())
                .findFirst()
                .orElseThrow();
    }
}
