package dev.bursar.adminui.component;

import dev.bursar.adminapi.common.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list read by cursor, seen by position. Rows are read once, in order, as far as somebody has looked; a table that
 * scrolls asks for positions, the Admin API only knows "the next page".
 */
final class CursorPages<T> {
    static final int PAGE = 50;
    /** More than anybody scrolls through; past it a search is the better way. */
    static final int MOST = 100_000;

    private final PageSource<T> source;
    private final List<T> known = new ArrayList<>();
    private @Nullable String next;
    private boolean complete;

    CursorPages(PageSource<T> source) {
        this.source = source;
        readOn();
    }

    /** Nothing is left to read. */
    boolean isComplete() {
        return complete;
    }

    List<T> known() {
        return List.copyOf(known);
    }

    List<T> slice(int offset, int limit) {
        while (!complete && known.size() < offset + limit) {
            readOn();
        }
        int end = Math.min(known.size(), offset + limit);
        return offset >= end ? List.of() : List.copyOf(known.subList(offset, end));
    }

    /** Everything up to a number of rows. */
    List<T> first(int most) {
        return slice(0, most);
    }

    private void readOn() {
        Page<T> page = source.page(next, PAGE);
        known.addAll(page.items());
        next = page.next();
        complete = next == null || known.size() >= MOST;
    }
}
