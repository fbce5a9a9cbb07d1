package dev.bursar.gateway.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Runs many seeds on all processors: each from start to end on one thread, since a run is of one thread. */
final class Seeds {
    private final Path root;
    private final Parts parts;
    private final AtomicLong next;
    private final long end;
    private final AtomicBoolean failed = new AtomicBoolean();

    Seeds(long from, long count, Path root, Parts parts) {
        this.next = new AtomicLong(from);
        this.end = from + count;
        this.root = root;
        this.parts = parts;
    }

    /** Of many runs together. */
    record Sum(long steps, long grants, Tally tally) {}

    /** @throws Violation of the first seed that breaks a promise; others are not begun then */
    Sum run() throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        List<Callable<Sum>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(this::work);
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            Tally tally = new Tally();
            long steps = 0;
            long grants = 0;
            for (Future<Sum> done : executor.invokeAll(workers)) {
                Sum sum = of(done);
                tally.add(sum.tally());
                steps += sum.steps();
                grants += sum.grants();
            }
            return new Sum(steps, grants, tally);
        }
    }

    private static Sum of(Future<Sum> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Violation violation) {
                throw violation;
            }
            throw new IllegalStateException(e);
        }
    }

    private Sum work() {
        Tally tally = new Tally();
        long steps = 0;
        long grants = 0;
        boolean done = false;
        try {
            for (long seed = next.getAndIncrement(); seed < end && !failed.get(); seed = next.getAndIncrement()) {
                try (Disks disks = Disks.in(root, "seed-" + seed)) {
                    Simulation run = Runner.run(seed, disks, parts);
                    tally.add(run.tally);
                    steps += run.time.steps();
                    grants += run.books.grants();
                }
            }
            done = true;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
        return new Sum(steps, grants, tally);
    }
}
