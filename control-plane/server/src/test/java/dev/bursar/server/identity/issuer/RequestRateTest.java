package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.platform.web.ProblemWriter;
import dev.bursar.server.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithDemoServer
class RequestRateTest {
    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final RequestRate rate;

    RequestRateTest(DemoServer server) {
        rate = new RequestRate(clock, server.bean(ProblemWriter.class));
    }

    @BeforeEach
    void useUp() {
        for (int i = 0; i < RequestRate.BURST; i++) {
            assertThat(rate.take("10.0.0.1")).isTrue();
        }
    }

    @Test
    void refusesAnAddressThatComesTooOftenAndNoOther() {
        assertThat(rate.take("10.0.0.1")).isFalse();
        assertThat(rate.take("10.0.0.2")).isTrue();
    }

    @Test
    void letsSoManyInEachSecond() {
        clock.advance(Duration.ofSeconds(2));
        for (int i = 0; i < 2 * RequestRate.EACH_SECOND; i++) {
            assertThat(rate.take("10.0.0.1")).isTrue();
        }
        assertThat(rate.take("10.0.0.1")).isFalse();
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < 3 * RequestRate.REMEMBERED; i++) {
            rate.take("10.1." + i / 250 + "." + i % 250);
        }
        assertThat(rate.remembered()).isEqualTo(RequestRate.REMEMBERED);
    }
}
