package dev.bursar.adminui.fake;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An Admin API that remembers for which organizations it was called. To any other than its own it says what the real one
 * says: lists are empty, and no thing of another organization is there.
 */
final class Watched {
    private final Set<UUID> asked = ConcurrentHashMap.newKeySet();
    private final UUID own;

    Watched(UUID own) {
        this.own = own;
    }

    Set<UUID> asked() {
        return asked;
    }

    ControlPlane around(ControlPlane controlPlane) {
        try {
            RecordComponent[] parts = ControlPlane.class.getRecordComponents();
            Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class[]::new);
            Object[] watched =
                    Stream.of(parts).map(part -> watched(part, controlPlane)).toArray();
            return ControlPlane.class.getDeclaredConstructor(types).newInstance(watched);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object watched(RecordComponent part, ControlPlane controlPlane) {
        try {
            Object target = part.getAccessor().invoke(controlPlane);
            return Proxy.newProxyInstance(
                    part.getType().getClassLoader(),
                    new Class<?>[] {part.getType()},
                    (self, method, arguments) -> call(target, method, arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof UUID organization) {
            asked.add(organization);
            if (!organization.equals(own)) {
                return ofOthers(method);
            }
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object ofOthers(Method method) {
        if (method.getReturnType() == Page.class) {
            return new Page<>(List.of(), null);
        }
        throw FakeHouse.notFound("thing of another organization");
    }
}
