package dev.bursar.gateway.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Goes through all that can happen in a small world in so many decisions, depth first. A world cannot be copied, since it
 * is made of production's parts: each history is played from the start. A state that was seen with as many decisions left
 * or more is not gone into again.
 */
final class Exhaustion {
    private final Supplier<SmallWorld> worlds;
    private final int decisions;
    private final Map<Long, Integer> leftAt = new HashMap<>();
    private long histories;
    private long steps;

    /** One decision of the history at hand. */
    private static final class Fork {
        private final List<SmallWorld.Choice> choices;
        private int taken;

        Fork(List<SmallWorld.Choice> choices) {
            this.choices = choices;
        }

        SmallWorld.Choice choice() {
            return choices.get(taken);
        }

        boolean next() {
            return ++taken < choices.size();
        }
    }

    Exhaustion(Supplier<SmallWorld> worlds, int decisions) {
        this.worlds = worlds;
        this.decisions = decisions;
    }

    long states() {
        return leftAt.size();
    }

    /** Played to the healed end. */
    long histories() {
        return histories;
    }

    long steps() {
        return steps;
    }

    /** @throws Violation with the decisions that led to it */
    void run() {
        Deque<Fork> forks = new ArrayDeque<>();
        do {
            try {
                play(forks);
            } catch (RuntimeException | AssertionError e) {
                List<SmallWorld.Choice> history =
                        forks.stream().map(Fork::choice).toList();
                Violation found = new Violation(e.getMessage() + "\nafter " + history);
                found.setStackTrace(e.getStackTrace());
                throw found;
            }
        } while (turn(forks));
    }

    private void play(Deque<Fork> forks) {
        SmallWorld world = worlds.get();
        for (Fork fork : forks) {
            world.take(fork.choice());
        }
        steps++;
        while (isNew(world, decisions - forks.size())) {
            List<SmallWorld.Choice> choices = forks.size() < decisions ? world.choices() : List.of();
            if (choices.isEmpty()) {
                histories++;
                world.end();
                return;
            }
            forks.addLast(new Fork(new ArrayList<>(choices)));
            world.take(forks.getLast().choice());
            steps++;
        }
    }

    private boolean isNew(SmallWorld world, int left) {
        Integer before = leftAt.get(world.fingerprint());
        if (before != null && before >= left) {
            return false;
        }
        leftAt.put(world.fingerprint(), left);
        return true;
    }

    /** To the next history. @return whether there is one */
    private static boolean turn(Deque<Fork> forks) {
        while (!forks.isEmpty()) {
            if (forks.getLast().next()) {
                return true;
            }
            forks.removeLast();
        }
        return false;
    }
}
