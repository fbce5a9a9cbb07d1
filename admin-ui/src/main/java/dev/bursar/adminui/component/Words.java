package dev.bursar.adminui.component;

import java.util.List;
import java.util.Locale;

/** Names of the Admin API as words. */
public final class Words {
    private Words() {}

    /** {@code organization_admin} to {@code Organization admin}. */
    public static String sentence(String name) {
        String words = name.replace('_', ' ').replace('.', ' ').strip();
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** For the middle of a sentence: {@code Issue keys} to {@code issue keys}. */
    public static String uncapitalized(String words) {
        return words.isEmpty() ? "" : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    /** {@code month} to {@code each month}, {@code lifetime} to {@code in total}. */
    public static String each(String period) {
        return switch (period) {
            case "lifetime" -> "in total";
            case "term" -> "in the term";
            default -> "each " + period;
        };
    }

    /** {@code a}, {@code a and b}, {@code a, b and 3 more}. */
    public static String list(List<String> items, int most) {
        if (items.isEmpty()) {
            return "";
        }
        if (items.size() == 1) {
            return items.getFirst();
        }
        if (items.size() > most) {
            return String.join(", ", items.subList(0, most)) + " and " + (items.size() - most) + " more";
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }

    public static String plural(long number, String one, String many) {
        return Amounts.count(number) + " " + (number == 1 ? one : many);
    }
}
