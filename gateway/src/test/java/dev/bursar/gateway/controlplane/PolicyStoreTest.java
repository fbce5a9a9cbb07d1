package dev.bursar.gateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.policy.key.FleetSecret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node finds on its disk when it starts. */
class PolicyStoreTest {
    private final FleetSecret secret = TestNode.newSecret();

    @TempDir
    private Path directory;

    @Test
    void keepsTheLastFreshnessOfARevision() {
        PolicyUpdate snapshot = update(TestPolicy.snapshot(secret, 1));
        PolicyUpdate first = freshness(1, 1_000);
        PolicyUpdate last = freshness(1, 2_000);
        PolicyStore store = PolicyStore.in(directory);

        store.keep(snapshot, PolicyApplier.Applied.SNAPSHOT);
        store.keep(first, PolicyApplier.Applied.FRESHNESS);
        store.keep(last, PolicyApplier.Applied.FRESHNESS);

        assertThat(found()).containsExactly(snapshot, last);
    }

    @Test
    void forgetsAFreshnessThatANewerRevisionReplaced() {
        PolicyUpdate snapshot = update(TestPolicy.snapshot(secret, 1));
        PolicyUpdate delta = update(TestPolicy.delta(secret, 2));
        PolicyStore store = PolicyStore.in(directory);

        store.keep(snapshot, PolicyApplier.Applied.SNAPSHOT);
        store.keep(freshness(1, 1_000), PolicyApplier.Applied.FRESHNESS);
        store.keep(delta, PolicyApplier.Applied.DELTA);

        assertThat(found()).containsExactly(snapshot, delta);
    }

    @Test
    void forgetsTheFreshnessOfAnEarlierLifeWithTheNextSnapshot() {
        PolicyStore.in(directory).keep(freshness(1, 1_000), PolicyApplier.Applied.FRESHNESS);
        PolicyUpdate snapshot = update(TestPolicy.snapshot(secret, 7));

        PolicyStore.in(directory).keep(snapshot, PolicyApplier.Applied.SNAPSHOT);

        assertThat(found()).containsExactly(snapshot);
    }

    private List<PolicyUpdate> found() {
        List<PolicyUpdate> found = new ArrayList<>();
        PolicyStore.in(directory).load(found::add);
        return found;
    }

    private PolicyUpdate freshness(long revision, long until) {
        return update(TestPolicy.delta(secret, revision)
                .with(policy -> policy.setBaseRevision(revision).setFreshUntilMillis(until)));
    }

    private static PolicyUpdate update(TestPolicy policy) {
        Revision revision = policy.build();
        return PolicyUpdate.newBuilder()
                .setRevision(ByteString.copyFrom(revision.toByteArray()))
                .build();
    }
}
