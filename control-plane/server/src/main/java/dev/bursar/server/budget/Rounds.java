package dev.bursar.server.budget;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Does at once what would have to wait for one another anyway. Whoever comes to an empty line leads a round at once; who
 * comes meanwhile waits in it, first come, first served, and the first of them leads the next round for all that have
 * come by then. So nobody waits for company, and a line that many wait in moves by many at a time.
 *
 * <p>A round that fails says nothing about any one call of it: each is done again alone, by the thread that brought it,
 * and so nobody fails by another's fault. Work must bear being done again.
 *
 * <p>A line is no longer than there are threads that call, since each waits in it. Lines don't wait for each other. Any
 * thread.
 *
 * @param <K> names a line
 * @param <C> a call
 * @param <A> its answer
 */
final class Rounds<K, C, A> {
    private final int most;
    private final BiFunction<K, List<C>, List<A>> work;
    /** Who waits. A line is there while one of it leads. */
    private final Map<K, Queue<Place<C, A>>> lines = new HashMap<>();

    /**
     * @param most calls in a round
     * @param work answers calls of a line, in their order
     */
    Rounds(int most, BiFunction<K, List<C>, List<A>> work) {
        this.most = most;
        this.work = work;
    }

    private record Place<C, A>(C call, CompletableFuture<Turn<A>> turn) {}

    /** What comes of waiting. */
    private sealed interface Turn<A> {
        record Leads<A>() implements Turn<A> {}

        record Answered<A>(A answer) implements Turn<A> {}

        record Alone<A>() implements Turn<A> {}
    }

    /** Waits until its round is over. Throws what the work throws for this call alone. */
    A ask(K line, C call) {
        Place<C, A> place = new Place<>(call, new CompletableFuture<>());
        if (joins(line, place)) {
            place.turn().complete(new Turn.Leads<>());
        }
        return answer(line, call, place.turn().join());
    }

    /** How many lines there are at the moment. */
    int lines() {
        synchronized (lines) {
            return lines.size();
        }
    }

    /** How many wait in a line for their round. */
    int waiting(K line) {
        synchronized (lines) {
            Queue<Place<C, A>> waiting = lines.get(line);
            return waiting == null ? 0 : waiting.size();
        }
    }

    private A answer(K line, C call, Turn<A> turn) {
        return switch (turn) {
            case Turn.Leads<A>() -> answer(line, call, lead(line));
            case Turn.Answered<A>(A answer) -> answer;
            case Turn.Alone<A>() -> work.apply(line, List.of(call)).getFirst();
        };
    }

    /** @return what comes of it for the leader, who is the first of the round */
    private Turn<A> lead(K line) {
        List<Place<C, A>> round = next(line);
        List<Turn<A>> turns = Collections.nCopies(round.size(), new Turn.Alone<>());
        try {
            List<C> calls = round.stream().map(Place::call).toList();
            turns = work.apply(line, calls).stream()
                    .<Turn<A>>map(Turn.Answered::new)
                    .toList();
        } catch (RuntimeException e) {
            if (round.size() == 1) {
                throw e;
            }
        } finally {
            for (int i = 1; i < round.size(); i++) {
                round.get(i).turn().complete(turns.get(i));
            }
            pass(line);
        }
        return turns.getFirst();
    }

    /** @return whether nobody leads: then this one does */
    private boolean joins(K line, Place<C, A> place) {
        synchronized (lines) {
            boolean first = !lines.containsKey(line);
            lines.computeIfAbsent(line, fresh -> new ArrayDeque<>()).add(place);
            return first;
        }
    }

    private List<Place<C, A>> next(K line) {
        synchronized (lines) {
            Queue<Place<C, A>> waiting = lines.getOrDefault(line, new ArrayDeque<>());
            List<Place<C, A>> round = new ArrayList<>();
            while (round.size() < most && !waiting.isEmpty()) {
                round.add(waiting.remove());
            }
            return round;
        }
    }

    private void pass(K line) {
        synchronized (lines) {
            Queue<Place<C, A>> waiting = lines.getOrDefault(line, new ArrayDeque<>());
            if (waiting.isEmpty()) {
                lines.remove(line);
            } else {
                waiting.element().turn().complete(new Turn.Leads<>());
            }
        }
    }
}
