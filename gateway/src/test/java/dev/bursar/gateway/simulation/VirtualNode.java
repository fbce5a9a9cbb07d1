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
import dev.bursar.nodeapi.v1.ReportUsageReply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            Carrier carrier,
            Carrier.Line line,
            VirtualControlPlane controlPlane,
            NodeClock clock,
            PolicyInForce policy,
            AdmissionProperties properties,
            Truth truth,
            Tally tally,
            Parts parts,
            Watch watch,
            @Nullable Path directory) {}

    private static final long CALL_TIMEOUT_MILLIS = 2_000;

    final UUID id;
    final Surroundings around;
    final VirtualTimer timer;
    final NodeLink link;
    final PathBook paths;
    final Set<VirtualCall> calls = new LinkedHashSet<>();
    final List<UUID> events = new ArrayList<>();
    private final Admission admission;
    private boolean touched;
    private boolean stopping;

    VirtualNode(UUID id, Surroundings around) {
        this.id = id;
        this.around = around;
        this.timer = new VirtualTimer(around.time(), this::touch);
        VirtualChannel channel = new VirtualChannel(timer, CALL_TIMEOUT_MILLIS, this::send);
        this.link = new NodeLink(channel, timer, around.random(), around.directory(), this::reported, this::fenced);
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
        touch();
    }

    /** Others wait for this money. */
    void recall(String budgetId) {
        paths.recall(budgetId);
        touch();
    }

    /** Takes no calls any more: a grant that arrives from here on is money that it won't spend. */
    void stopping() {
        stopping = true;
    }

    /** Nothing of it runs any more. What providers were asked for they go on to bill. */
    void die() {
        timer.shutdown();
        around.carrier().hungUp(around.line());
        if (calls.stream().anyMatch(VirtualCall::isHeld)) {
            around.tally().happened(Fault.CRASH_WITH_REQUESTS_IN_FLIGHT);
        }
        calls.forEach(VirtualCall::orphaned);
        calls.clear();
    }

    /** The bounded wait, twice where the clock was set back meanwhile, and the calls that it may end with. */
    long longestWaitMillis() {
        return 2 * around.properties().waitAtCap().toMillis() + 3 * CALL_TIMEOUT_MILLIS;
    }

    private void touch() {
        touched = true;
    }

    /** If anything happened here since the last time: what it can spend is covered by what it was granted. */
    void check() {
        if (!touched || timer.isDead()) {
            return;
        }
        touched = false;
        Map<String, Long> spendable = new HashMap<>();
        WalletProbe.visit(
                paths, (lease, free, held) -> spendable.merge(lease, (stopping ? 0 : free) + held, Long::sum));
        spendable.forEach(around.truth()::checkSpendable);
    }

    long heldNanos() {
        long[] sum = new long[1];
        WalletProbe.visit(paths, (lease, free, held) -> sum[0] += held);
        return sum[0];
    }

    /** What its future depends on. */
    void addTo(Trace all) {
        all.add(link.epoch().orElse(0));
        all.add(link.pendingReturns());
        all.add(link.unreported());
        WalletProbe.visit(paths, (lease, free, held) -> {
            all.add(lease.hashCode());
            all.add(free);
            all.add(held);
        });
        calls.forEach(call -> all.add(call.progress()));
    }

    private void fenced() {
        around.tally().happened(Fault.LIFE_FENCED_WHILE_IT_RAN);
        paths.forgetLeases();
    }

    private void reported(List<Charge> charges) {
        admission.reported(charges);
    }

    private void send(MessageLite request, Consumer<VirtualChannel.Reply> end) {
        Carrier carrier = around.carrier();
        Carrier.Line line = around.line();
        carrier.up(
                line,
                request,
                () -> around.controlPlane()
                        .receive(
                                id,
                                request,
                                reply -> carrier.down(
                                        line, Optional.ofNullable(reply.message()), () -> heard(reply, end))));
        if (around.parts().believesSent(request)) {
            end.accept(VirtualChannel.Reply.of(ReportUsageReply.getDefaultInstance()));
        }
    }

    private void heard(VirtualChannel.Reply reply, Consumer<VirtualChannel.Reply> end) {
        MessageLite message = reply.message();
        end.accept(
                message == null ? reply : VirtualChannel.Reply.of(around.parts().heard(message)));
        touch();
    }
}
