package dev.bursar.policy.budget.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What takes back the changes of a transaction that fails. */
final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    <T> T unlessDone(Supplier<T> work) {
        steps.clear();
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                steps.forEach(Runnable::run);
            }
            steps.clear();
        }
    }

    <K, V> void put(Map<K, V> map, K key, V value) {
        boolean known = map.containsKey(key);
        V old = map.put(key, value);
        steps.push(known && old != null ? () -> map.put(key, old) : () -> map.remove(key));
    }

    <K, V> void remove(Map<K, V> map, K key) {
        V old = map.remove(key);
        if (old != null) {
            steps.push(() -> map.put(key, old));
        }
    }

    <V> void add(List<V> list, V value) {
        list.add(value);
        steps.push(list::removeLast);
    }
}
