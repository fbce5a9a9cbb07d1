package dev.bursar.server.scim.protocol;

import dev.bursar.server.scim.protocol.Filter.Literal;
import dev.bursar.server.scim.protocol.Filter.Operator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Reads what an attribute is compared with, and sees to it that the two can be compared in that way. */
final class Literals {
    /** What the database can hold, and more than anyone asks for. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Scanner scanner;

    Literals(Scanner scanner) {
        this.scanner = scanner;
    }

    Literal read(Attribute attribute, Operator operator) {
        boolean quoted = scanner.isNextQuote();
        String text = quoted ? scanner.string() : scanner.word().toLowerCase(Locale.ROOT);
        if (!quoted && text.equals("null")) {
            return nothing(operator);
        }
        return switch (attribute.type()) {
            case STRING, REFERENCE -> text(attribute, quoted, text);
            case BOOLEAN -> truth(operator, text);
            case DATE_TIME -> moment(operator, quoted, text);
            case COMPLEX -> throw scanner.wrong(attribute.name() + " is compared by one of its sub-attributes.");
        };
    }

    private Literal nothing(Operator operator) {
        if (!operator.isEquality()) {
            throw scanner.wrong("Only eq and ne compare with null.");
        }
        return new Literal.Nothing();
    }

    private Literal text(Attribute attribute, boolean quoted, String text) {
        if (!quoted) {
            throw scanner.wrong(attribute.name() + " is compared with text in quotes.");
        }
        return new Literal.Text(text);
    }

    /** Entra ID puts truth values in quotes. */
    private Literal truth(Operator operator, String text) {
        if (!operator.isEquality()) {
            throw scanner.wrong("Only eq and ne compare truth values.");
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> new Literal.Truth(true);
            case "false" -> new Literal.Truth(false);
            default -> throw scanner.wrong("This is compared with true or false.");
        };
    }

    private Literal moment(Operator operator, boolean quoted, String text) {
        if (!quoted || operator.isPartOfText()) {
            throw scanner.wrong("Times are compared with eq, ne, gt, ge, lt or le and a time in quotes.");
        }
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw scanner.wrong("No such time.");
            }
            return new Literal.Moment(at);
        } catch (DateTimeException e) {
            throw scanner.wrong("A time is such as \"2026-01-31T12:00:00Z\".");
        }
    }
}
