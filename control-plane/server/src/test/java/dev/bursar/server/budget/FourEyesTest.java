package dev.bursar.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The organization's threshold is 1,000 USD. */
@WithPostgres
class FourEyesTest {
    private static final long USD = 1_000_000_000L;

    private final BudgetsOfTest house;
    private final FourEyes fourEyes;
    private final UUID organization;
    private final UUID budget;
    private final Caller ada;
    private final Caller ben;

    FourEyesTest(TestDatabase database) {
        house = new BudgetsOfTest(database);
        fourEyes = new FourEyes(new Ids(house.clock, new SecureRandom()), house.clock);
        organization = house.tenants.organization("UTC");
        budget = house.tenants.hardBudget(organization, "organization", organization, "month", USD);
        ada = person("Ada");
        ben = person("Ben");
    }

    @Test
    void addsUpWhatOnePersonRaisedOneBudgetByWithinADay() {
        raise(ada, budget, 600 * USD);
        house.clock.advance(Duration.ofHours(23));

        assertThatThrownBy(() -> raise(ada, budget, 400 * USD + 1))
                .hasMessageContaining("within 24 hours needs two people. You raised it by 600.00 USD already.");
        raise(ada, budget, 400 * USD);
        assertThatThrownBy(() -> raise(ada, budget, 1)).hasMessageContaining("1000.00 USD already");
    }

    @Test
    void forgetsWhatIsOlderThanADay() {
        raise(ada, budget, 1000 * USD);
        house.clock.advance(Duration.ofHours(24));

        raise(ada, budget, 1000 * USD);
    }

    @Test
    void countsEachPersonAndEachBudgetByThemselves() {
        UUID other = house.tenants.hardBudget(organization, "organization", organization, "week", USD);
        raise(ada, budget, 1000 * USD);

        raise(ben, budget, 1000 * USD);
        raise(ada, other, 1000 * USD);
    }

    @Test
    void givesNothingBackForLoweringInBetween() {
        raise(ada, budget, 600 * USD);
        raise(ada, budget, -600 * USD);

        assertThatThrownBy(() -> raise(ada, budget, 600 * USD)).hasMessageContaining("needs two people");
    }

    @Test
    void letsOnePersonsManyRaisesAtOncePassTheThresholdNoMoreThanOneAfterAnother() throws Exception {
        List<Callable<Boolean>> raises = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            raises.add(() -> {
                raise(ada, budget, 200 * USD);
                return true;
            });
        }
        int made = 0;
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<Boolean> raised : threads.invokeAll(raises)) {
                made += succeeded(raised) ? 1 : 0;
            }
        }

        assertThat(made).isEqualTo(5);
    }

    private static boolean succeeded(Future<Boolean> raised) throws InterruptedException {
        try {
            return raised.get();
        } catch (ExecutionException e) {
            assertThat(e).hasMessageContaining("needs two people");
            return false;
        }
    }

    private void raise(Caller who, UUID which, long nanos) {
        house.tenancy.write(organization, tx -> {
            fourEyes.requireOnePersonMay(tx, who, which, nanos);
            return true;
        });
    }

    private Caller person(String name) {
        return new Caller(
                organization,
                Caller.ActorKind.MEMBER,
                house.tenants.member(organization).toString(),
                name,
                Caller.system(organization).authority(),
                "test",
                "");
    }
}
