package dev.bursar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.FakeControlPlane;
import dev.bursar.gateway.testing.House;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.nodeapi.v1.KeyState;
import dev.bursar.nodeapi.v1.PolicyStatus;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.Removed;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyText;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policy as it arrives: applied at once, rejected with a reason, kept over restarts. */
class PolicyPushTest {
    @Test
    void revokesAndIssuesKeysByDelta() {
        try (House house = House.open()) {
            KeyText fresh = TestPolicy.newKey();
            assertThat(house.chat.ask(house.key, "sandbox/echo", "hi").statusCode())
                    .isEqualTo(200);

            house.controlPlane.publish(TestPolicy.delta(house.secret, 2)
                    .key(fresh, House.ORG_BUDGET)
                    .key(house.key, key -> key.setState(KeyState.KEY_STATE_REVOKED), House.ORG_BUDGET)
                    .build());
            house.node.awaitRevision(2);

            assertThat(house.chat.ask(house.key, "sandbox/echo", "hi").body()).contains("key_revoked");
            assertThat(house.chat.ask(fresh, "sandbox/echo", "hi").statusCode()).isEqualTo(200);

            TestPolicy removal = TestPolicy.delta(house.secret, 3);
            house.controlPlane.publish(removal.with(
                            policy -> policy.setRemoved(Removed.newBuilder().addKeyHashes(removal.hash(fresh))))
                    .build());
            house.node.awaitRevision(3);
            assertThat(house.chat.ask(fresh, "sandbox/echo", "hi").body()).contains("key_unknown");
        }
    }

    @Test
    void saysThatTheOrganizationIsArchivedAndWorksOnceItIsBack() {
        try (House house = House.open()) {
            house.controlPlane.publish(TestPolicy.delta(house.secret, 2)
                    .key(
                            house.key,
                            key -> key.setState(KeyState.KEY_STATE_DISABLED).setOrganizationArchived(true),
                            House.ORG_BUDGET)
                    .build());
            house.node.awaitRevision(2);
            var refused = house.chat.ask(house.key, "sandbox/echo", "hi");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body())
                    .contains("\"code\":\"organization_archived\"", "is archived")
                    .doesNotContain("key_disabled");

            house.controlPlane.publish(TestPolicy.delta(house.secret, 3)
                    .key(house.key, House.ORG_BUDGET)
                    .build());
            house.node.awaitRevision(3);
            assertThat(house.chat.ask(house.key, "sandbox/echo", "hi").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void rejectsWhatIsForgedOldBlankOrOutOfOrderAndKeepsTheLastGood() {
        try (House house = House.open()) {
            house.controlPlane.publish(house.policy(5).build());
            house.node.awaitRevision(5);
            PolicyUpdate good = house.controlPlane.signed(house.policy(6).build());

            assertRejected(house, flipped(good, 0), "signature");
            assertRejected(
                    house, good.toBuilder().clearSignature().setNonce(901).build(), "signature");
            assertRejected(house, signedBySomebodyElse(house), "signature");
            assertRejected(house, house.controlPlane.signed(house.policy(4).build()), "older");
            assertRejected(house, house.controlPlane.signed(house.policy(0).build()), "blank");
            assertRejected(
                    house,
                    house.controlPlane.signed(TestPolicy.delta(house.secret, 9).build()),
                    "does not fit");
            assertRejected(
                    house,
                    house.controlPlane.signed(house.policy(6)
                            .with(policy -> policy.addKeysBuilder().setHash(ByteString.copyFromUtf8("short")))
                            .build()),
                    "32 bytes");
            assertRejected(
                    house,
                    house.controlPlane.signed(house.policy(6)
                            .with(policy ->
                                    policy.getModelsBuilder(0).getPriceBuilder().setInputPerMillion(-1))
                            .build()),
                    "not valid");

            assertThat(house.chat.ask(house.key, "sandbox/echo", "hi").statusCode())
                    .isEqualTo(200);
            house.controlPlane.push(good);
            house.node.awaitRevision(6);
        }
    }

    @Test
    void rejectsEveryBitFlip() {
        try (House house = House.open()) {
            PolicyUpdate good = house.controlPlane.signed(house.policy(2).build());
            int bits = good.getRevision().size() * 8;
            for (int bit = 0; bit < bits; bit += 97) {
                house.controlPlane.push(flipped(good, bit));
            }
            int pushed = (bits + 96) / 97;
            TestNode.await(
                    "all answers",
                    () -> house.controlPlane.statuses().stream()
                                    .filter(status -> !status.getError().isEmpty())
                                    .count()
                            == pushed);

            assertThat(house.node.gateway().policy().current().revision()).isEqualTo(1);
        }
    }

    @Test
    void staysFreshByAnEmptyDelta() {
        try (House house = House.open()) {
            long later = System.currentTimeMillis() + 7_200_000;
            house.controlPlane.push(house.controlPlane.signed(TestPolicy.delta(house.secret, 1)
                    .with(policy -> policy.setBaseRevision(1).setFreshUntilMillis(later))
                    .build()));

            TestNode.await(
                    "freshness", () -> house.node.gateway().policy().current().freshUntilMillis() == later);
            assertThat(house.chat.ask(house.key, "sandbox/echo", "hi").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void servesOnAndComesBackWhenTheControlPlaneRestarts() {
        FleetSecret secret = TestNode.newSecret();
        KeyText key = TestPolicy.newKey();
        KeyText later = TestPolicy.newKey();
        FakeControlPlane first = FakeControlPlane.start();
        first.publish(TestPolicy.snapshot(secret, 1).key(key).build());
        try (TestNode node = TestNode.start(first, secret).awaitRevision(1);
                Chat chat = new Chat(node.port())) {
            first.close();
            assertThat(chat.ask(key, "sandbox/echo", "hi").statusCode()).isEqualTo(200);

            try (FakeControlPlane second = FakeControlPlane.start(first.port(), first.signing())) {
                second.publish(
                        TestPolicy.snapshot(secret, 2).key(key).key(later).build());
                node.awaitRevision(2);
                assertThat(chat.ask(later, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
                TestNode.await(
                        "the usage",
                        () -> second.events().size() + first.events().size() == 2);
            }
        }
    }

    @Test
    void startsFromItsDiskWhileTheControlPlaneIsDown(@TempDir Path directory) {
        FleetSecret secret = TestNode.newSecret();
        KeyText key = TestPolicy.newKey();
        KeyText revoked = TestPolicy.newKey();
        FakeControlPlane controlPlane = FakeControlPlane.start();
        Map<String, String> settings = Map.of("state-directory", directory.toString());
        controlPlane.publish(
                TestPolicy.snapshot(secret, 1).key(key).key(revoked).build());
        try (TestNode node =
                TestNode.start(controlPlane, secret, settings, null).awaitRevision(1)) {
            controlPlane.publish(TestPolicy.delta(secret, 2)
                    .key(revoked, policy -> policy.setState(KeyState.KEY_STATE_REVOKED))
                    .build());
            node.awaitRevision(2);
        }
        controlPlane.close();

        try (TestNode node = TestNode.start(controlPlane, secret, settings, null);
                Chat chat = new Chat(node.port())) {
            assertThat(chat.ask(key, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
            assertThat(chat.ask(revoked, "sandbox/echo", "hi").body()).contains("key_revoked");
        }
    }

    @Test
    void saysSoWhenItHasNoPolicyAtAll() {
        FakeControlPlane controlPlane = FakeControlPlane.start();
        controlPlane.close();
        try (TestNode node = TestNode.start(controlPlane, TestNode.newSecret());
                Chat chat = new Chat(node.port())) {
            assertThat(chat.ask(TestPolicy.newKey(), "sandbox/echo", "hi").body())
                    .contains("policy_absent");
        }
    }

    @Test
    void reportsAfterARestartWhatItCouldNotReportBefore(@TempDir Path directory) {
        FleetSecret secret = TestNode.newSecret();
        KeyText key = TestPolicy.newKey();
        Map<String, String> settings = Map.of("state-directory", directory.toString());
        try (FakeControlPlane controlPlane = FakeControlPlane.start()) {
            controlPlane.publish(TestPolicy.snapshot(secret, 1).key(key).build());
            controlPlane.usageDown(true);
            try (TestNode node = TestNode.start(controlPlane, secret, settings, null)
                            .awaitRevision(1)
                            .awaitEpoch();
                    Chat chat = new Chat(node.port())) {
                chat.ask(key, "sandbox/echo", "hi");
                TestNode.await(
                        "the spool",
                        () -> directory.resolve("usage.spool").toFile().length() > 0);
            }
            assertThat(controlPlane.events()).isEmpty();
            assertThat(controlPlane.closedEpochs()).isEmpty();
            controlPlane.usageDown(false);

            try (TestNode node = TestNode.start(controlPlane, secret, settings, null)) {
                TestNode.await("the report", () -> controlPlane.events().size() == 1);
                assertThat(controlPlane.events().getFirst().getEpoch()).isEqualTo(1);
                node.awaitEpoch();
            }
            assertThat(controlPlane.closedEpochs()).containsExactly(2L);
        }
    }

    @Test
    void leavesNothingBehindWhenItStops() {
        House house = House.open();
        house.chat.ask(house.key, "sandbox/echo", "hi");
        house.close();

        assertThat(house.controlPlane.closedEpochs()).containsExactly(1L);
        assertThat(house.account().leasedNanos()).isZero();
        assertThat(house.account().settledNanos()).isPositive();
    }

    private static void assertRejected(House house, PolicyUpdate update, String reason) {
        house.controlPlane.push(update);
        TestNode.await(
                "an answer to " + update.getNonce(),
                () -> house.controlPlane.statuses().stream()
                        .anyMatch(status -> status.getNonce() == update.getNonce()));
        PolicyStatus answer = house.controlPlane.statuses().stream()
                .filter(status -> status.getNonce() == update.getNonce())
                .findFirst()
                .orElseThrow();
        assertThat(answer.getError()).contains(reason);
        assertThat(answer.getAppliedRevision()).isEqualTo(5);
    }

    private static PolicyUpdate flipped(PolicyUpdate update, int bit) {
        byte[] bytes = update.getRevision().toByteArray();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return update.toBuilder()
                .setRevision(ByteString.copyFrom(bytes))
                .setNonce(10_000 + bit)
                .build();
    }

    private static PolicyUpdate signedBySomebodyElse(House house) {
        try (FakeControlPlane other = FakeControlPlane.start()) {
            return other.signed(house.policy(6).build()).toBuilder()
                    .setNonce(902)
                    .build();
        }
    }
}
