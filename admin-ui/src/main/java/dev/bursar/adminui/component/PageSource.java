package dev.bursar.adminui.component;

import dev.bursar.adminapi.common.Page;
import org.jspecify.annotations.Nullable;

/** One page of a list of the Admin API. */
@FunctionalInterface
public interface PageSource<T> {
    Page<T> page(@Nullable String cursor, int size);
}
