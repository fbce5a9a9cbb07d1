package dev.bursar.server.platform.web;

import dev.bursar.adminapi.common.Page;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opaque cursors: where a page ended, as base64url of {@code 1|part|part}. What a client made up is a 400, never an
 * error of the database. Lists read one row more than the page and let {@link #page} cut it.
 */
public final class Cursors {
    private static final String VERSION = "1";
    /** Of a cursor: a name of 200 letters fits, whatever they are. */
    static final int MAX_LENGTH = 3000;

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final int ID_LENGTH = 36;

    /** In UTF-16, of 200 letters. */
    private static final int LONGEST_NAME = 400;

    private Cursors() {}

    /** A place in a list that is ordered by an instant and an id. */
    public record At(Instant at, UUID id) {}

    /** A place in a list that is ordered by a name and an id. */
    public record Named(String name, UUID id) {}

    /** @return 1 to {@link Page#MAX_SIZE} */
    public static int size(@Nullable Integer size) {
        if (size == null) {
            return Page.DEFAULT_SIZE;
        }
        if (size < 1 || size > Page.MAX_SIZE) {
            throw ProblemException.field("size", "size_out_of_range", "A page has 1 to " + Page.MAX_SIZE + " items.");
        }
        return size;
    }

    /** @param rows up to {@code size + 1} of them */
    public static <T> Page<T> page(List<T> rows, int size, Function<T, String> cursorAfter) {
        if (rows.size() <= size) {
            return new Page<>(rows, null);
        }
        return new Page<>(rows.subList(0, size), cursorAfter.apply(rows.get(size - 1)));
    }

    public static String after(Instant instant, UUID id) {
        return text(instant.getEpochSecond() + "." + instant.getNano() + "|" + id);
    }

    /** @throws ProblemException 400 {@code cursor_invalid} */
    public static Optional<At> at(@Nullable String cursor) {
        return read(cursor).map(text -> {
            String[] parts = text.split("\\|", -1);
            String[] instant = parts[0].split("\\.", -1);
            if (parts.length != 2 || instant.length != 2) {
                throw invalid();
            }
            try {
                Instant at = Instant.ofEpochSecond(Long.parseLong(instant[0]), Long.parseLong(instant[1]));
                if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                    throw invalid();
                }
                return new At(at, UUID.fromString(parts[1]));
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                throw invalid();
            }
        });
    }

    public static String after(String name, UUID id) {
        return text(id + name);
    }

    /** The id, which has a fixed length, then the name. @throws ProblemException 400 {@code cursor_invalid} */
    public static Optional<Named> named(@Nullable String cursor) {
        return text(cursor, ID_LENGTH + LONGEST_NAME).map(text -> {
            try {
                if (text.length() > ID_LENGTH) {
                    return new Named(text.substring(ID_LENGTH), UUID.fromString(text.substring(0, ID_LENGTH)));
                }
            } catch (IllegalArgumentException e) {
                // Falls through: no such cursor was given out.
            }
            throw invalid();
        });
    }

    public static String afterNumber(long number) {
        return text(Long.toString(number));
    }

    /** @throws ProblemException 400 {@code cursor_invalid} */
    public static Optional<Long> number(@Nullable String cursor) {
        return read(cursor).map(text -> {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw invalid();
            }
        });
    }

    public static String afterText(String last) {
        return text(last);
    }

    /** @throws ProblemException 400 {@code cursor_invalid} */
    public static Optional<String> text(@Nullable String cursor, int maxLength) {
        return read(cursor).map(text -> {
            if (text.length() > maxLength || text.indexOf('\0') >= 0) {
                throw invalid();
            }
            return text;
        });
    }

    private static String text(String content) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + "|" + content).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> read(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        if (cursor.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            String content = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!content.startsWith(VERSION + "|")) {
                throw invalid();
            }
            return Optional.of(content.substring(VERSION.length() + 1));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    static ProblemException invalid() {
        return ProblemException.field(
                "cursor", "cursor_invalid", "A cursor is the next member of the page before, unaltered.");
    }
}
