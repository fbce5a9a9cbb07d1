package dev.bursar.gateway.simulation;

import com.google.protobuf.MessageLite;
import dev.bursar.gateway.admission.Admission;
import dev.bursar.gateway.admission.AdmissionProperties;
import dev.bursar.gateway.admission.PathBook;
import dev.bursar.gateway.admission.WalletProbe;
import dev.bursar.gateway.controlplane.NodeLink;
import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.PolicyInForce;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One process of a node: the production classes from admission to the wire, on virtual threads of virtual time. */
final class VirtualNode {
    /**
     * What surrounds it.
     *
     * @param directory where its spool is; null: it has no disk
     */
    record Surroundings(
            VirtualTime time,
            RandomGenerator random,
            Network network,
            Network.Line line,
            VirtualControlPlane controlPlane,
            NodeClock clock,
            PolicyInForce policy,
            AdmissionProperties properties,
            Truth truth,
            Tally tally,
            @Nullable Path directory) {}

    private static final long CALL_TIMEOUT_MILLIS = 2_000;

    final UUID id;
    final Surroundings around;
    final VirtualTimer timer;
    final NodeLink link;
    final PathBook paths;
    final Set<VirtualCall> calls = new HashSet<>();
    final List<UUID> events = new ArrayList<>();
    private final Admission admission;

    private boolean stopping;

    VirtualNode(UUID id, Surroundings around) {
        this.id = id;
        this.around = around;
        this.timer = new VirtualTimer(around.time());
        VirtualChannel channel = new VirtualChannel(timer, CALL_TIMEOUT_MILLIS, this::send);
        this.link = new NodeLink(
                channel,
                timer,
                around.random(),
                around.directory(),
                this::reported,
                () -> pathsOf().forgetLeases());
        this.paths = new PathBook(link.desk(), around.clock(), timer, around.properties());
        this.admission = new Admission(around.policy(), paths, link.sink(), around.clock(), around.properties());
    }

    void start() {
        link.start();
        timer.scheduleWithFixedDelay(paths::tidy, 1_000, 1_000, TimeUnit.MILLISECONDS);
    }

    /** A client's request. */
    void request(KeyGrant key, VirtualCall.Ask ask) {
        VirtualCall call = new VirtualCall(this, key, ask);
        calls.add(call);
        call.begin(admission);
    }

    /** Takes no calls any more: a grant that arrives from here on is money that it won't spend. */
    void stopping() {
        stopping = true;
    }

    /** Nothing of it runs any more. What providers were asked for they go on to bill. */
    void die() {
        timer.shutdown();
        calls.forEach(VirtualCall::orphaned);
        calls.clear();
    }

    /** What it can spend is covered by what it was granted. */
    void check() {
        if (timer.isDead()) {
            return;
        }
        Map<String, Long> spendable = new HashMap<>();
        WalletProbe.visit(
                paths, (lease, free, held) -> spendable.merge(lease, (stopping ? 0 : free) + held, Long::sum));
        spendable.forEach((lease, nanos) -> around.truth().checkSpendable(UUID.fromString(lease), nanos));
    }

    private PathBook pathsOf() {
        return paths;
    }

    private void reported(List<Charge> charges) {
        admission.reported(charges);
    }

    private void send(MessageLite request, Consumer<VirtualChannel.Reply> end) {
        Network network = around.network();
        network.up(
                around.line(),
                () -> around.controlPlane()
                        .receive(id, request, reply -> network.down(around.line(), () -> end.accept(reply))));
    }
}
