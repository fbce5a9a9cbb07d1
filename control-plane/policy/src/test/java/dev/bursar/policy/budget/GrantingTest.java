package dev.bursar.policy.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Several calls in one transaction. */
class GrantingTest {
    private static final int ROUNDS = 40;

    private final Bank together = new Bank();
    private final Bank inTurn = new Bank();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<UUID> budgets = new ArrayList<>();
    private final List<NodeLife> lives = new ArrayList<>();

    @RepeatedTest(50)
    void comesToTheSameAtOnceAsOneAfterAnother() {
        scene();
        for (int i = 0; i < ROUNDS; i++) {
            List<Acquisition> calls = calls();

            List<Acquired> atOnce = together.acquire(calls);

            assertThat(atOnce).as("seed %d, round %d", seed, i).isEqualTo(oneAfterAnother(calls));
            assertThat(money(together)).as("seed %d, round %d", seed, i).isEqualTo(money(inTurn));
            passTime();
        }
    }

    @Test
    void rejectsOneCallAndGrantsTheOthers() {
        NodeLife life = together.newLife();
        UUID cap = together.hardBudget(1, 1_000);
        Acquisition unknown = new Acquisition(life, 1, List.of(Wish.of(UUID.randomUUID(), 10)), 1);
        Acquisition good = new Acquisition(life, 2, List.of(Wish.of(cap, 10)), 1);

        assertThat(together.acquire(List.of(unknown, good)))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(new Acquired.Rejected(TreasuryException.Reason.UNKNOWN, "budget_unknown")),
                        second -> assertThat(second).isInstanceOf(Acquired.Granted.class));
        assertThat(together.account(cap).leasedNanos()).isEqualTo(10);
    }

    @Test
    void grantsACallThatComesTwiceAtOnceOnce() {
        UUID cap = together.hardBudget(1, 1_000);
        Acquisition call = new Acquisition(together.newLife(), 1, List.of(Wish.of(cap, 10)), 1);

        List<Acquired> both = together.acquire(List.of(call, call));

        assertThat(both.getLast()).isEqualTo(both.getFirst());
        assertThat(together.account(cap).leasedNanos()).isEqualTo(10);
    }

    private void scene() {
        for (int i = 0; i < 4; i++) {
            long limit = 2_000 + random.nextInt(20_000);
            budgets.add(together.hardBudget(i, limit));
            inTurn.hardBudget(i, limit);
        }
        budgets.add(together.softBudget(100));
        inTurn.softBudget(100);
        budgets.add(new UUID(7, 7));
        for (int i = 0; i < 3; i++) {
            lives.add(together.newLife());
            inTurn.newLife();
        }
    }

    private List<Acquisition> calls() {
        List<Acquisition> calls = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            List<Wish> wishes = new ArrayList<>();
            for (UUID budget : budgets) {
                boolean odd = budgets.indexOf(budget) >= 4;
                if (random.nextInt(odd ? 30 : 2) == 0) {
                    boolean next = random.nextInt(9) == 0;
                    wishes.add(new Wish(budget, next, random.nextInt(900), random.nextInt(90), random.nextInt(300)));
                }
            }
            // The last life is open, the others are fenced; numbers come again.
            NodeLife life = lives.get(random.nextInt(8) == 0 ? 0 : lives.size() - 1);
            calls.add(new Acquisition(life, random.nextInt(60), wishes, 1 + random.nextInt(3)));
        }
        return calls;
    }

    private List<Acquired> oneAfterAnother(List<Acquisition> calls) {
        List<Acquired> outcomes = new ArrayList<>();
        for (Acquisition call : calls) {
            outcomes.addAll(inTurn.acquire(List.of(call)));
        }
        return outcomes;
    }

    /** Without accounts of which nothing was granted: a round makes those of calls that turn out to be answered too. */
    private static List<Object> money(Bank bank) {
        List<Object> money = new ArrayList<>(bank.books.state().leases());
        bank.books.state().periods().stream()
                .filter(period -> period.account().committedNanos() > 0)
                .forEach(money::add);
        return money;
    }

    private void passTime() {
        Duration some = Duration.ofMinutes(random.nextInt(200));
        together.now = together.now.plus(some);
        inTurn.now = inTurn.now.plus(some);
        assertThat(together.sweep()).isEqualTo(inTurn.sweep());
    }
}
