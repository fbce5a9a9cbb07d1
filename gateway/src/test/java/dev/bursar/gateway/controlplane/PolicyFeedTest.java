package dev.bursar.gateway.controlplane;

import static dev.bursar.gateway.testing.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.keyring.Keyring;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.gateway.testing.FakeControlPlane;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.revision.RevisionVerifier;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stream of policy updates, its own beats made by hand. */
class PolicyFeedTest {
    private final FleetSecret secret = TestNode.newSecret();
    private final FakeControlPlane controlPlane = FakeControlPlane.start();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", controlPlane.port())
            .usePlaintext()
            .build();
    private final PolicyInForce inForce = new PolicyInForce();
    private final PolicyFeed feed = new PolicyFeed(
            new Calls(channel, Duration.ofSeconds(2)),
            new PolicyApplier(
                    new RevisionVerifier(controlPlane.signing().getPublic()),
                    new PolicyReader(secret),
                    inForce,
                    new Keyring()),
            PolicyStore.in(null),
            inForce,
            timer,
            new Backoff(200, new Random(1)),
            budget -> {});

    @AfterEach
    void close() {
        feed.stop();
        channel.shutdownNow();
        timer.shutdownNow();
        controlPlane.close();
    }

    @Test
    void leavesAStreamThatHasGoneSilentAndHearsOnANewOne() {
        follow(1);

        beats(PolicyFeed.SILENT_BEATS + 1);

        await("a second stream", () -> controlPlane.streamsOpened() == 2);
        publish(2);
    }

    @Test
    void staysOnAStreamOnWhichItHearsOfTheControlPlane() {
        follow(1);
        for (long revision = 2; revision < 6; revision++) {
            beats(PolicyFeed.SILENT_BEATS);
            publish(revision);
        }

        assertThat(controlPlane.streamsOpened()).isEqualTo(1);
    }

    private void follow(long revision) {
        controlPlane.publish(TestPolicy.snapshot(secret, revision).build());
        feed.follow();
        awaitRevision(revision);
        await("the follower", () -> controlPlane.followers() == 1);
    }

    private void publish(long revision) {
        await("one follower", () -> controlPlane.followers() == 1);
        controlPlane.publish(TestPolicy.snapshot(secret, revision).build());
        awaitRevision(revision);
    }

    private void awaitRevision(long revision) {
        await("revision " + revision, () -> inForce.current().revision() == revision);
    }

    private void beats(int count) {
        for (int i = 0; i < count; i++) {
            feed.beat();
        }
    }
}
