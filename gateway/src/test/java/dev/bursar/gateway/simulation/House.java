package dev.bursar.gateway.simulation;

import dev.bursar.gateway.policy.AtCap;
import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.gateway.policy.Policy;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.policy.budget.Window;
import dev.bursar.policy.budget.memory.InMemoryBooks;
import dev.bursar.policy.money.Price;
import dev.bursar.policy.money.Rates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** One organization: its budgets, keys that are charged along them, and a model whose tokens cost one nano each. */
final class House {
    static final String ORGANIZATION = "house";
    static final String MODEL = "model";
    static final long START_MILLIS = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();

    private static final Model ONE_NANO_A_TOKEN = new Model(
            MODEL,
            MODEL,
            "provider",
            MODEL,
            0,
            0,
            Optional.of(Price.of("price", new Rates(1_000_000, 1_000_000, 1_000_000, 1_000_000))),
            "",
            false,
            List.of(),
            List.of(),
            0);

    /** @param periodMillis 0: one period without end */
    record Level(UUID id, boolean hard, int depth, long limitNanos, long periodMillis) {
        Window window(Instant at) {
            if (periodMillis == 0) {
                return new Window(Instant.ofEpochMilli(START_MILLIS), null);
            }
            long number = Math.floorDiv(at.toEpochMilli() - START_MILLIS, periodMillis);
            Instant start = Instant.ofEpochMilli(START_MILLIS + number * periodMillis);
            return new Window(start, start.plusMillis(periodMillis));
        }
    }

    final List<Level> levels = new ArrayList<>();
    final List<KeyGrant> keys = new ArrayList<>();
    private final boolean elastic;

    House(boolean elastic) {
        this.elastic = elastic;
    }

    Level level(boolean hard, int depth, long limitNanos, long periodMillis) {
        Level level = new Level(new UUID(2, levels.size()), hard, depth, limitNanos, periodMillis);
        levels.add(level);
        return level;
    }

    void key(List<Level> path) {
        keys.add(new KeyGrant(
                "key-" + keys.size(),
                ORGANIZATION,
                "key",
                KeyGrant.State.ACTIVE,
                0,
                List.of(),
                path.stream().map(level -> level.id().toString()).toList(),
                "",
                false));
    }

    void open(InMemoryBooks books) {
        for (Level level : levels) {
            Function<Instant, Window> calendar = level::window;
            books.open(level.id(), level.hard(), level.depth(), level.limitNanos(), calendar);
        }
    }

    PolicyInForce policy() {
        Map<String, Budget> budgets = new HashMap<>();
        for (Level level : levels) {
            String id = level.id().toString();
            budgets.put(id, new Budget(id, id, "team", level.hard(), "", List.of(), elastic, AtCap.REFUSE, "", false));
        }
        Organization organization = new Organization(
                ORGANIZATION, "House", 60_000, 0, "", Map.of(MODEL, ONE_NANO_A_TOKEN), Map.of(), budgets, Map.of());
        PolicyInForce policy = new PolicyInForce();
        policy.replace(new Policy(1, 0, Long.MAX_VALUE / 2, Map.of(ORGANIZATION, organization)));
        return policy;
    }
}
