package dev.bursar.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Floods of one kind of work leave connections for the others. */
@WithPostgres
class SharesTest {
    private final TestDatabase database;

    SharesTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    @Timeout(60)
    void leavesConnectionsForGrantsWhateverReportsAndRequestsDo() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> flood = new ArrayList<>();
            for (Lane lane : List.of(Lane.INTAKE, Lane.REQUESTS)) {
                for (int i = 0; i < 30; i++) {
                    flood.add(threads.submit(() -> lane.run(() -> hold(inside, end))));
                }
            }
            Eventually.until("both shares are used up", () -> inside.get() == 12);
            int one =
                    database.tenancy().platform(tx -> tx.fetchSingle("SELECT 1").get(0, Integer.class));
            assertThat(one).isEqualTo(1);
            assertThat(inside.get()).isEqualTo(12);
            end.countDown();
            for (Future<Boolean> work : flood) {
                assertThat(work.get()).isTrue();
            }
        }
        assertThat(inside.get()).isEqualTo(60);
    }

    @Test
    void saysSoWhereNoPlaceComesFreeInTime() {
        Shares shares = new Shares(4, Duration.ofMillis(20));
        Lane.INTAKE.run(() -> {
            try (Shares.Place first = shares.take()) {
                assertThat(first).isNotNull();
                assertThatThrownBy(shares::take)
                        .isInstanceOfSatisfying(
                                DataAccessException.class,
                                e -> assertThat(e.sqlState()).isEqualTo(Shares.FULL));
            }
            shares.take().close();
            return true;
        });
        shares.take().close();
    }

    private boolean hold(AtomicInteger inside, CountDownLatch end) {
        return database.tenancy().platform(tx -> {
            inside.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
    }
}
