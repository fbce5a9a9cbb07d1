package dev.bursar.adminui.component;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma-separated values as RFC 4180 has them; cells that a spreadsheet would run as a formula are defused. */
public final class Csv {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder();

    public Csv(String... header) {
        row((Object[]) header);
    }

    public Csv row(@Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            Object cell = cells[i];
            text.append(cell == null ? "" : quoted(cell));
        }
        text.append("\r\n");
        return this;
    }

    public <T> Csv rows(List<T> items, java.util.function.Function<T, @Nullable Object[]> cells) {
        items.forEach(item -> row(cells.apply(item)));
        return this;
    }

    private static String quoted(Object cell) {
        String value = String.valueOf(cell);
        if (cell instanceof String && !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0) {
            value = "'" + value;
        }
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
