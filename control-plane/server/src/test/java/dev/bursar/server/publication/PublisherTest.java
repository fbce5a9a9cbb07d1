package dev.bursar.server.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** The publishing thread's life, over real tables. */
@WithDemoServer
class PublisherTest {
    private static final PublicationProperties PROPERTIES =
            new PublicationProperties(Duration.ofSeconds(30), Duration.ofSeconds(10), 256, DataSize.ofMegabytes(1));

    /** Read once when the thread begins, and again in its first step. */
    private final CountDownLatch looksAtTheClock = new CountDownLatch(2);

    private final Publisher publisher;

    PublisherTest(DemoServer server) {
        Clock clock = Clock.systemUTC();
        publisher = new Publisher(
                new PolicyLine(server.bean(Compiler.class), server.bean(Sealer.class), PROPERTIES, clock),
                server.bean(Fleet.class),
                PROPERTIES,
                server.bean(Tenancy.class),
                counting(clock),
                Overtaking::new);
    }

    @AfterEach
    void stop() {
        publisher.stop();
    }

    @Test
    void publishesEvenWhereItsThreadRunsBeforeWhoeverStartedItGoesOn() {
        publisher.start();

        assertThat(looksAtTheClock.getCount()).isZero();
        assertThat(publisher.isRunning()).isTrue();
    }

    /** Its start returns when it has published once, or has ended. */
    private final class Overtaking extends Thread {
        private Overtaking(Runnable work) {
            super(work);
            setDaemon(true);
        }

        @Override
        public void start() {
            super.start();
            try {
                while (isAlive() && !looksAtTheClock.await(10, TimeUnit.MILLISECONDS)) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Clock counting(Clock clock) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                looksAtTheClock.countDown();
                return clock.instant();
            }
        };
    }
}
