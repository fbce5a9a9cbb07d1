package dev.bursar.adminapi.common;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next cursor of the next page; null on the last one. Opaque.
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** Unless asked otherwise. */
    public static final int DEFAULT_SIZE = 50;

    public static final int MAX_SIZE = 200;

    public Page {
        items = List.copyOf(items);
    }
}
