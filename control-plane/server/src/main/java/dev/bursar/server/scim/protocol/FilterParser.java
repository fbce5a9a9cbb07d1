package dev.bursar.server.scim.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the filter language (RFC 7644, figure 1) by recursive descent: {@code or} binds less than {@code and}, and that
 * less than {@code not}. Length, depth and number of comparisons are bounded, so that neither the stack nor the
 * database pays for what a client makes up.
 */
public final class FilterParser {
    static final int MAX_LENGTH = 4000;
    static final int MAX_DEPTH = 20;
    static final int MAX_COMPARISONS = 50;

    private final Scanner scanner;
    private final Names names;
    private int comparisons;

    FilterParser(Scanner scanner, Names names) {
        this.scanner = scanner;
        this.names = names;
    }

    /** @throws ScimException {@code invalidFilter} */
    public static Filter parse(ResourceType type, String text) {
        Scanner scanner = scanner(text, ScimType.INVALID_FILTER);
        Filter filter = new FilterParser(scanner, Names.of(type, ScimType.INVALID_FILTER)).filter(0);
        scanner.end();
        return filter;
    }

    static Scanner scanner(String text, ScimType blame) {
        if (text.length() > MAX_LENGTH) {
            throw ScimException.bad(blame, "It is longer than " + MAX_LENGTH + " characters.");
        }
        return new Scanner(text, blame);
    }

    Filter filter(int depth) {
        if (depth > MAX_DEPTH) {
            throw scanner.wrong("It is nested more than " + MAX_DEPTH + " deep.");
        }
        Filter left = conjunction(depth);
        while (scanner.takeWord("or")) {
            left = new Filter.Or(left, conjunction(depth));
        }
        return left;
    }

    private Filter conjunction(int depth) {
        Filter left = term(depth);
        while (scanner.takeWord("and")) {
            left = new Filter.And(left, term(depth));
        }
        return left;
    }

    private Filter term(int depth) {
        if (scanner.takeWord("not")) {
            scanner.need('(');
            return new Filter.Not(closed(depth));
        }
        return scanner.take('(') ? closed(depth) : comparison(depth);
    }

    private Filter closed(int depth) {
        Filter inner = filter(depth + 1);
        scanner.need(')');
        return inner;
    }

    private Filter comparison(int depth) {
        if (++comparisons > MAX_COMPARISONS) {
            throw scanner.wrong("It compares more than " + MAX_COMPARISONS + " times.");
        }
        AttributeRef ref = names.resolve(scanner.word());
        if (scanner.take('[')) {
            return any(ref, depth);
        }
        if (scanner.takeWord("pr")) {
            return new Filter.Present(ref);
        }
        AttributeRef compared = names.comparable(ref);
        Filter.Operator operator = operator(scanner.word());
        return new Filter.Compare(compared, operator, new Literals(scanner).read(compared.target(), operator));
    }

    private Filter any(AttributeRef list, int depth) {
        FilterParser inner = new FilterParser(scanner, names.inside(list));
        inner.comparisons = comparisons;
        Filter each = inner.filter(depth + 1);
        comparisons = inner.comparisons;
        scanner.need(']');
        return new Filter.Any(list, each);
    }

    private Filter.Operator operator(String word) {
        Optional<Filter.Operator> known = Arrays.stream(Filter.Operator.values())
                .filter(o -> o.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
        return known.orElseThrow(() -> scanner.wrong("There is no operator " + ScimException.quoted(word) + "."));
    }
}
