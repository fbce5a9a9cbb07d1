package dev.bursar.gateway.simulation;

import com.google.protobuf.MessageLite;
import dev.bursar.gateway.simulation.VirtualChannel.Reply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.CloseEpochReply;
import dev.bursar.nodeapi.v1.CloseEpochRequest;
import dev.bursar.nodeapi.v1.OpenEpochReply;
import dev.bursar.nodeapi.v1.OpenEpochRequest;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import dev.bursar.nodeapi.v1.ReportUsageRequest;
import dev.bursar.nodeapi.v1.ReturnLeasesReply;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.policy.budget.Acquired;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.TreasuryException;
import dev.bursar.policy.budget.UsageReport;
import dev.bursar.policy.budget.memory.InMemoryLives;
import io.grpc.Status;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Takes calls, works on them in transactions of the treasury, answers. Its database may be slow; it may die between a
 * call and its commit, and between commit and answer.
 */
final class VirtualControlPlane {
    private static final long QUICK_MICROS = 1_500;

    private final VirtualTime time;
    private final RandomGenerator random;
    private final WatchedBooks books;
    private final InMemoryLives lives;
    private final Reducers reducers;
    private final int nodes;
    private final Tally tally;
    private final BiConsumer<UUID, Set<UUID>> recalls;
    private long slowMicros;
    private int process;
    private boolean down;

    /** @param recalls told who asked, and what others should return */
    VirtualControlPlane(
            VirtualTime time,
            RandomGenerator random,
            WatchedBooks books,
            InMemoryLives lives,
            Reducers reducers,
            int nodes,
            Tally tally,
            BiConsumer<UUID, Set<UUID>> recalls) {
        this.time = time;
        this.random = random;
        this.books = books;
        this.lives = lives;
        this.reducers = reducers;
        this.nodes = nodes;
        this.tally = tally;
        this.recalls = recalls;
    }

    Instant now() {
        return Instant.ofEpochMilli(time.nowMillis());
    }

    /** Each transaction takes up to so long. */
    void slowDown(long micros) {
        slowMicros = micros;
    }

    void die() {
        down = true;
        process++;
        tally.happened(Fault.CONTROL_PLANE_CRASH);
    }

    void start() {
        down = false;
    }

    /** A call arrives. */
    void receive(UUID nodeId, MessageLite request, Consumer<Reply> answer) {
        if (down) {
            answer.accept(new Reply(Status.UNAVAILABLE, null));
            return;
        }
        int arrivedIn = process;
        boolean reachesTheDatabase = random.nextBoolean();
        time.afterMicros(pause(), () -> {
            if (process != arrivedIn && !reachesTheDatabase) {
                tally.happened(Fault.CRASH_BEFORE_COMMIT);
                return;
            }
            Reply reply = answer(nodeId, request);
            time.afterMicros(pause(), () -> {
                if (process == arrivedIn) {
                    answer.accept(reply);
                } else {
                    tally.happened(Fault.CRASH_BEFORE_ANSWER);
                }
            });
        });
    }

    /** Leases that are over, as the sweeper finds them. */
    void sweep() {
        if (!down) {
            commit(() -> reducers.sweep(books, lives.fenced(), now()));
        }
    }

    <T> T commit(Supplier<T> work) {
        return books.transaction(work);
    }

    private long pause() {
        long pause = random.nextLong(QUICK_MICROS + slowMicros);
        if (pause > QUICK_MICROS) {
            tally.happened(Fault.SLOW_DATABASE);
        }
        return 100 + pause;
    }

    private Reply answer(UUID nodeId, MessageLite request) {
        try {
            return Reply.of(
                    switch (request) {
                        case OpenEpochRequest open -> open(nodeId);
                        case CloseEpochRequest close -> close(new NodeLife(nodeId, close.getEpoch()));
                        case AcquireLeasesRequest acquire -> acquire(nodeId, acquire);
                        case ReturnLeasesRequest giveBack -> giveBack(nodeId, giveBack);
                        case ReportUsageRequest report -> report(nodeId, report);
                        default -> throw new IllegalArgumentException("nobody calls that here");
                    });
        } catch (TreasuryException e) {
            return new Reply(
                    switch (e.reason()) {
                        case INVALID, CONFLICT -> Status.INVALID_ARGUMENT;
                        case UNKNOWN -> Status.NOT_FOUND;
                        case FENCED -> Status.FAILED_PRECONDITION;
                    },
                    null);
        }
    }

    private MessageLite open(UUID nodeId) {
        NodeLife life = lives.open(nodeId, now());
        books.opened(life);
        return OpenEpochReply.newBuilder()
                .setEpoch(life.epoch())
                .setControlTimeMillis(time.nowMillis())
                .build();
    }

    private MessageLite close(NodeLife life) {
        lives.fence(life, now());
        commit(() -> {
            reducers.closeEpoch(books, life, now());
            return true;
        });
        lives.close(life, now());
        return CloseEpochReply.getDefaultInstance();
    }

    private MessageLite acquire(UUID nodeId, AcquireLeasesRequest request) {
        Acquired acquired = commit(() -> reducers.acquire(books, Wire.acquisition(nodeId, request, nodes), now()));
        if (!acquired.recalls().isEmpty()) {
            recalls.accept(nodeId, acquired.recalls());
        }
        return Wire.reply(acquired);
    }

    private MessageLite giveBack(UUID nodeId, ReturnLeasesRequest request) {
        NodeLife life = new NodeLife(nodeId, request.getEpoch());
        commit(() -> {
            reducers.giveBack(books, life, request.getRequestId(), Wire.returns(request), now());
            return true;
        });
        return ReturnLeasesReply.getDefaultInstance();
    }

    private MessageLite report(UUID nodeId, ReportUsageRequest request) {
        List<UsageReport> recorded = commit(() -> reducers.report(books, nodeId, Wire.reports(request), now()));
        recorded.forEach(report -> Violation.unless(
                report.objection().isEmpty(), () -> "what an honest node reports is booked, not rejected: " + report));
        return ReportUsageReply.getDefaultInstance();
    }
}
