package dev.bursar.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.metering.UsageRecord;
import dev.bursar.gateway.metering.UsageSink;
import dev.bursar.gateway.policy.AtCap;
import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.gateway.policy.Policy;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.policy.money.Price;
import dev.bursar.policy.money.Rates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The turn of a period, in a time that the test moves: no gap, and each call in its own period. */
class PeriodTurnTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String BUDGET = "budget-day";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final TestClock clock = new TestClock();
    private final Desk desk = new Desk();
    private final PathBook book = new PathBook(desk, clock, timer, properties());
    private final Admission admission = new Admission(policy(), book, new Room(), clock, properties());

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-29", "2026-10-25", "2026-06-01"})
    void goesOnOverMidnightWithoutAsking(String day) {
        LocalDate date = LocalDate.parse(day);
        desk.days(date);
        clock.millis = desk.endMillis - 3_600_000;
        release(admit());
        clock.millis = desk.endMillis - 60_000;
        book.tidy();
        assertThat(desk.ahead).isZero();

        clock.millis = desk.endMillis - 14_000;
        release(admit());
        book.tidy();
        book.tidy();
        assertThat(desk.ahead).isEqualTo(1);
        desk.reachable = false;
        clock.millis = desk.endMillis - 1;
        Hold before = admit();
        clock.millis = desk.endMillis;
        Hold after = admit();

        assertThat(leaseOf(before)).isEqualTo("today");
        assertThat(leaseOf(after)).isEqualTo("tomorrow");
        assertThat(desk.endMillis - desk.startMillis)
                .isEqualTo(date.plusDays(1).atStartOfDay(BERLIN).toInstant().toEpochMilli()
                        - date.atStartOfDay(BERLIN).toInstant().toEpochMilli());
    }

    @Test
    void usesNoMoneyOfAPeriodBeforeItsStart() {
        desk.days(LocalDate.parse("2026-03-29"));
        clock.millis = desk.endMillis - 14_000;
        release(admit());
        book.tidy();
        desk.reachable = false;

        assertThat(book.known(BUDGET)).isPresent();
        assertThat(admitAll()).isEqualTo("today");
    }

    @Test
    void asksForNothingAheadWhereNobodyCalls() {
        desk.days(LocalDate.parse("2026-06-01"));
        clock.millis = desk.endMillis - 14_000;
        book.tidy();

        assertThat(desk.ahead).isZero();
    }

    @Test
    void returnsTheNextPeriodsMoneyTooWhenItStops() {
        desk.days(LocalDate.parse("2026-06-01"));
        clock.millis = desk.endMillis - 14_000;
        Hold open = admit();
        book.tidy();
        release(open);

        book.returnAll();

        assertThat(desk.returned).containsOnlyKeys("today", "tomorrow");
        assertThat(desk.returned.values()).containsOnly(1_000_000L);
    }

    /** Holds until nothing fits. @return the only lease that was used */
    private String admitAll() {
        String lease = "";
        for (Hold hold = admit(); hold != null; hold = admit()) {
            lease = leaseOf(hold);
            assertThat(lease).isEqualTo("today");
        }
        return lease;
    }

    private static void release(@Nullable Hold hold) {
        Objects.requireNonNull(hold).release();
    }

    private static String leaseOf(@Nullable Hold hold) {
        return Objects.requireNonNull(hold).doubt(0).getFirst().leaseId();
    }

    /** Null where the request must wait or is refused. */
    private @Nullable Hold admit() {
        List<Decision> told = new ArrayList<>();
        KeyGrant key = new KeyGrant("key", "org", "", KeyGrant.State.ACTIVE, 0, List.of(), List.of(BUDGET), "", false);
        admission
                .admit(new AdmissionRequest(key, "m", demand(), false, Runnable::run), told::add)
                .cancel();
        return told.isEmpty() || !(told.getFirst() instanceof Decision.Admitted yes) ? null : yes.hold();
    }

    private static Demand demand() {
        return new Demand(100, 0, 0, 0, 0, 0, 0, 0, -1, 100, 1, false, false, 0, "", "");
    }

    private static PolicyInForce policy() {
        PolicyInForce inForce = new PolicyInForce();
        Model model = new Model(
                "m",
                "",
                "p",
                "m",
                0,
                0,
                Optional.of(Price.of("price", new Rates(1_000_000_000L, 1_000_000_000L, 0, 0))),
                "",
                false,
                List.of(),
                List.of(),
                0);
        Budget budget = new Budget(BUDGET, "", "key", true, "", List.of(), false, AtCap.REFUSE, "", false);
        Organization organization =
                new Organization("org", "", 0, 0, "", Map.of("m", model), Map.of(), Map.of(BUDGET, budget), Map.of());
        inForce.replace(new Policy(1, 0, Long.MAX_VALUE, Map.of("org", organization)));
        return inForce;
    }

    private static AdmissionProperties properties() {
        return new AdmissionProperties(
                Duration.ofSeconds(2),
                100,
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                16,
                100,
                50,
                Duration.ofSeconds(30),
                "");
    }

    /** A budget of one day in Berlin, a million of it for each day that is asked for. */
    private static final class Desk implements LeaseDesk {
        private final Map<String, Long> returned = new HashMap<>();
        private long startMillis;
        private long endMillis;
        private long afterMillis;
        private int ahead;
        private boolean reachable = true;

        void days(LocalDate day) {
            startMillis = day.atStartOfDay(BERLIN).toInstant().toEpochMilli();
            endMillis = day.plusDays(1).atStartOfDay(BERLIN).toInstant().toEpochMilli();
            afterMillis = day.plusDays(2).atStartOfDay(BERLIN).toInstant().toEpochMilli();
        }

        @Override
        public CompletionStage<Answer> acquire(String organizationId, List<Wish> wishes) {
            if (!reachable) {
                return CompletableFuture.completedFuture(new Answer.Unreachable("down"));
            }
            boolean next = wishes.getFirst().nextPeriod();
            ahead += next ? 1 : 0;
            BudgetView view = new BudgetView(BUDGET, "key", "", "", true, 10_000_000, 0, 1_000_000, 0, endMillis);
            Grant grant = new Grant(
                    next ? "tomorrow" : "today",
                    1_000_000,
                    next ? endMillis : startMillis,
                    next ? afterMillis : endMillis,
                    next ? endMillis + 600_000 : endMillis,
                    view);
            return CompletableFuture.completedFuture(new Answer.Granted(List.of(grant)));
        }

        @Override
        public void giveBack(String organizationId, List<Return> returns) {
            returns.forEach(one -> returned.merge(one.leaseId(), one.nanos(), Long::sum));
        }

        @Override
        public CompletionStage<List<BudgetView>> read(String organizationId, List<String> budgetIds) {
            return CompletableFuture.failedFuture(new IllegalStateException("nobody reads"));
        }
    }

    private static final class Room implements UsageSink {
        @Override
        public void accept(UsageRecord record) {}

        @Override
        public boolean hasRoom() {
            return true;
        }
    }

    private static final class TestClock extends Clock {
        private long millis;

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
