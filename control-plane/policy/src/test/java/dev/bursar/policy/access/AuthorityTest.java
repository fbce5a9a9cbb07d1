package dev.bursar.policy.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.policy.access.Action.Breadth;
import dev.bursar.policy.access.Authority.Grant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorityTest {
    private static final long SEEDS = 300;

    private final UUID upper = new UUID(0, 1);
    private final UUID lower = new UUID(0, 2);
    private final UUID other = new UUID(0, 3);
    private final ResourcePath inLower = new ResourcePath(List.of(upper, lower));

    @Test
    void allowsNothingWithoutAGrant() {
        for (Action action : Action.values()) {
            assertThat(Authority.NONE.may(action)).isFalse();
            assertThat(Authority.NONE.mayAnywhere(action)).isFalse();
            assertThat(Authority.NONE.reach(action)).isInstanceOf(Reach.Nowhere.class);
        }
    }

    @Test
    void reachesFromAUnitIntoItsSubtreeAndNowhereElse() {
        Authority authority = over(upper, Action.KEY_WRITE);

        assertThat(authority.may(Action.KEY_WRITE, inLower)).isTrue();
        assertThat(authority.may(Action.KEY_WRITE, new ResourcePath(List.of(other))))
                .isFalse();
        assertThat(authority.may(Action.KEY_WRITE)).isFalse();
        assertThat(authority.may(Action.KEY_READ, inLower)).isFalse();
        assertThat(over(lower, Action.KEY_WRITE).may(Action.KEY_WRITE, new ResourcePath(List.of(upper))))
                .isFalse();
    }

    @Test
    void addsUpWhatGrantsAllow() {
        Authority authority = new Authority(
                List.of(
                        new Grant(Set.of(Action.KEY_READ), Optional.empty()),
                        new Grant(Set.of(Action.KEY_WRITE), Optional.of(lower))),
                false);

        assertThat(authority.may(Action.KEY_READ, new ResourcePath(List.of(other))))
                .isTrue();
        assertThat(authority.may(Action.KEY_WRITE, inLower)).isTrue();
        assertThat(authority.reach(Action.KEY_READ)).isInstanceOf(Reach.Everywhere.class);
        assertThat(authority.reach(Action.KEY_WRITE)).isEqualTo(new Reach.Units(Set.of(lower)));
    }

    @Test
    void holdsForOneselfWhereverItIsGranted() {
        assertThat(over(lower, Action.KEY_READ_OWN).may(Action.KEY_READ_OWN)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void allowsNothingOfTheWholeOrganizationOverAUnit(Action action) {
        if (action.breadth() == Breadth.ORGANIZATION) {
            assertThat(over(upper, action).may(action)).isFalse();
        }
    }

    @Test
    void belongsToUnitsByARoleOverThemAndToTheOrganizationByOneOverIt() {
        Authority whole = Authority.over(List.of(Action.KEY_WRITE_OWN));

        assertThat(whole.belongs(Action.KEY_WRITE_OWN, ResourcePath.ORGANIZATION))
                .isTrue();
        assertThat(whole.belongs(Action.KEY_WRITE_OWN, inLower)).isFalse();
        assertThat(over(upper, Action.KEY_WRITE_OWN).belongs(Action.KEY_WRITE_OWN, inLower))
                .isTrue();
        assertThat(over(upper, Action.KEY_WRITE_OWN).belongs(Action.KEY_WRITE_OWN, ResourcePath.ORGANIZATION))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void readsAndChangesNothingWhenFrozen(Action action) {
        Authority frozen = Authority.over(EnumSet.allOf(Action.class)).frozen();

        assertThat(frozen.may(action)).isEqualTo(action.reads());
        assertThat(frozen.mayAnywhere(action)).isEqualTo(action.reads());
        assertThat(frozen.belongs(action, ResourcePath.ORGANIZATION)).isEqualTo(action.reads());
    }

    /** Row 35: whatever may be handed on, whoever gets it may do nothing, anywhere, that the giver may not. */
    @Test
    void handsOnNothingThatTheGiverLacks() {
        int refused = 0;
        int given = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            Authority giver = world.authority();
            for (@Nullable UUID unit : world.scopes()) {
                Grant wanted = new Grant(world.some(), Optional.ofNullable(unit));
                Set<Action> missing = giver.missing(wanted.actions(), world.path(unit));
                if (!missing.isEmpty()) {
                    assertThat(wanted.actions()).as("seed %d", seed).containsAll(missing);
                    refused++;
                    continue;
                }
                given++;
                Authority taker = new Authority(List.of(wanted), false);
                for (@Nullable UUID place : world.scopes()) {
                    for (Action action : wanted.actions()) {
                        ResourcePath path = world.path(place);
                        assertThat(!taker.may(action, path) || giver.may(action, path))
                                .as("seed %d: %s at %s", seed, action, path)
                                .isTrue();
                        assertThat(!taker.belongs(action, path)
                                        || giver.belongs(action, path)
                                        || holds(giver, action, path))
                                .as("seed %d: belongs by %s at %s", seed, action, path)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(given).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
    }

    /** Against the definition, spelled out over every unit: a subtree is what has the unit above it. */
    @Test
    void decidesForEachThingAsItsListIsFiltered() {
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            Authority authority = world.authority();
            for (Action action : Action.values()) {
                if (action.breadth() == Breadth.UNIT) {
                    Set<UUID> decided = new HashSet<>();
                    Set<UUID> listed = new HashSet<>();
                    for (UUID unit : world.parents.keySet()) {
                        if (authority.may(action, world.path(unit))) {
                            decided.add(unit);
                        }
                        if (world.within(authority.reach(action), unit)) {
                            listed.add(unit);
                        }
                    }
                    assertThat(decided).as("seed %d: %s", seed, action).isEqualTo(listed);
                }
            }
        }
    }

    private static boolean holds(Authority authority, Action action, ResourcePath path) {
        return authority.missing(Set.of(action), path).isEmpty();
    }

    private static Authority over(UUID unit, Action... actions) {
        return new Authority(List.of(new Grant(Set.of(actions), Optional.of(unit))), false);
    }

    /** A random structure, and random authorities in it. */
    private static final class World {
        private final Map<UUID, @Nullable UUID> parents = new HashMap<>();
        private final List<UUID> units = new ArrayList<>();
        private final Random random;

        World(long seed) {
            random = new Random(seed);
            int size = 1 + random.nextInt(12);
            for (int i = 1; i <= size; i++) {
                UUID unit = new UUID(seed, i);
                boolean top = units.isEmpty() || random.nextInt(3) == 0;
                parents.put(unit, top ? null : units.get(random.nextInt(units.size())));
                units.add(unit);
            }
        }

        Authority authority() {
            List<Grant> grants = new ArrayList<>();
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                boolean whole = random.nextInt(4) == 0;
                grants.add(new Grant(
                        actions(), whole ? Optional.empty() : Optional.of(units.get(random.nextInt(units.size())))));
            }
            return new Authority(grants, false);
        }

        /** At least one. */
        Set<Action> some() {
            Set<Action> some = actions();
            return some.isEmpty() ? Set.of(Action.KEY_READ) : some;
        }

        Set<Action> actions() {
            EnumSet<Action> actions = EnumSet.noneOf(Action.class);
            int most = 1 + random.nextInt(random.nextBoolean() ? 2 : Action.values().length);
            Arrays.stream(Action.values())
                    .filter(a -> random.nextInt(Action.values().length) < most)
                    .forEach(actions::add);
            return actions;
        }

        /** Every unit, and null for the organization. */
        List<@Nullable UUID> scopes() {
            List<@Nullable UUID> scopes = new ArrayList<>(units);
            scopes.add(null);
            return scopes;
        }

        ResourcePath path(@Nullable UUID unit) {
            List<UUID> path = new ArrayList<>();
            for (UUID at = unit; at != null; at = parents.get(at)) {
                path.addFirst(at);
            }
            return new ResourcePath(path);
        }

        boolean within(Reach reach, UUID unit) {
            return switch (reach) {
                case Reach.Everywhere all -> true;
                case Reach.Nowhere none -> false;
                case Reach.Units roots -> path(unit).units().stream().anyMatch(roots.units()::contains);
            };
        }
    }
}
