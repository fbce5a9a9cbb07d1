package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.common.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CursorPagesTest {
    private final List<@Nullable String> asked = new ArrayList<>();

    @Test
    void readsOnOnlyAsFarAsSomebodyLooks() {
        CursorPages<Integer> pages = new CursorPages<>(this::page);
        assertThat(pages.isComplete()).isFalse();
        assertThat(pages.slice(40, 20)).hasSize(20).startsWith(40);
        assertThat(pages.slice(0, 10)).hasSize(10);
        assertThat(asked).containsExactly(null, "50");
    }

    @Test
    void endsWhereTheListEnds() {
        CursorPages<Integer> pages = new CursorPages<>(this::page);
        assertThat(pages.slice(100, 50)).hasSize(20);
        assertThat(pages.isComplete()).isTrue();
        assertThat(pages.slice(120, 50)).isEmpty();
        assertThat(pages.first(1_000)).hasSize(120);
    }

    private Page<Integer> page(@Nullable String cursor, int size) {
        asked.add(cursor);
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(120, from + size);
        return new Page<>(IntStream.range(from, to).boxed().toList(), to < 120 ? String.valueOf(to) : null);
    }
}
