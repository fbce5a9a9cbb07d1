package dev.bursar.adminui.component;

import dev.bursar.adminapi.common.Page;
import org.jspecify.annotations.Nullable;

/** One page of a list of the Admin API in an order of its own. */
@FunctionalInterface
public interface OrderedSource<T> {
    /** @param sort {@code name}, or {@code -name} from the last to the first; null: as the Admin API likes */
    Page<T> page(@Nullable String sort, @Nullable String cursor, int size);
}
