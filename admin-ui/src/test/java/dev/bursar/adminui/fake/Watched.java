package dev.bursar.adminui.fake;

import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An Admin API that lets through only what {@link ServerRules} allow, and remembers what it refused and for which
 * organizations it was called. What is asked of another organization than its own, that one's house answers.
 */
final class Watched {
    private static final int FORBIDDEN = 403;

    private final Set<UUID> asked = ConcurrentHashMap.newKeySet();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final FakeHouse house;
    private final ServerRules rules;

    Watched(FakeHouse house) {
        this.house = house;
        this.rules = new ServerRules(house);
    }

    Set<UUID> asked() {
        return asked;
    }

    /** Names of the operations, in the order of their calls. */
    List<String> calls() {
        return calls;
    }

    /** What the console should not have offered. */
    List<String> refused() {
        return refused;
    }

    /** @param elsewhere the house of the other organization */
    ControlPlane around(ControlPlane own, ControlPlane elsewhere) {
        try {
            RecordComponent[] parts = ControlPlane.class.getRecordComponents();
            Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class[]::new);
            Object[] watched =
                    Stream.of(parts).map(part -> watched(part, own, elsewhere)).toArray();
            return ControlPlane.class.getDeclaredConstructor(types).newInstance(watched);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object watched(RecordComponent part, ControlPlane own, ControlPlane elsewhere) {
        try {
            Object here = part.getAccessor().invoke(own);
            Object there = part.getAccessor().invoke(elsewhere);
            return Proxy.newProxyInstance(
                    part.getType().getClassLoader(),
                    new Class<?>[] {part.getType()},
                    (self, method, arguments) -> call(here, there, method, arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object call(Object here, Object there, Method method, Object @Nullable [] arguments)
            throws Throwable {
        UUID organization =
                arguments != null && arguments.length > 0 && arguments[0] instanceof UUID first ? first : null;
        boolean elsewhere = organization != null && house.isElsewhere(organization);
        if (organization != null) {
            asked.add(organization);
        }
        calls.add(ServerRules.name(method));
        try {
            if (!elsewhere) {
                rules.check(method, arguments);
            }
            return method.invoke(elsewhere ? there : here, arguments);
        } catch (RefusedException e) {
            throw noted(method, e);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RefusedException refusal ? noted(method, refusal) : e.getCause();
        }
    }

    private RefusedException noted(Method method, RefusedException refusal) {
        if (refusal.problem().status() == FORBIDDEN) {
            refused.add(ServerRules.name(method) + ": " + refusal.sentence());
        }
        return refusal;
    }
}
