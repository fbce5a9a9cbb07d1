package dev.bursar.server.scim.protocol;

import java.time.Instant;

/** A filter (RFC 7644, 3.4.2.2) whose names are resolved and whose values fit the attributes' types. */
public sealed interface Filter {
    /** Both. */
    record And(Filter left, Filter right) implements Filter {}

    /** At least one. */
    record Or(Filter left, Filter right) implements Filter {}

    /** Not. */
    record Not(Filter negated) implements Filter {}

    /** For an attribute with many values: at least one of them. */
    record Compare(AttributeRef ref, Operator operator, Literal value) implements Filter {}

    /** {@code pr}: it has a value. */
    record Present(AttributeRef ref) implements Filter {}

    /** {@code emails[…]}: one of the values fits the whole inner filter. */
    record Any(AttributeRef list, Filter each) implements Filter {}

    /** What it is compared with. */
    sealed interface Literal {
        /** Text. */
        record Text(String text) implements Literal {}

        /** True or false. */
        record Truth(boolean value) implements Literal {}

        /** An instant. */
        record Moment(Instant at) implements Literal {}

        /** {@code null}: no value. */
        record Nothing() implements Literal {}
    }

    /** How. */
    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE;

        boolean isEquality() {
            return this == EQ || this == NE;
        }

        boolean isPartOfText() {
            return this == CO || this == SW || this == EW;
        }
    }
}
