package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.Attribute;
import dev.bursar.server.scim.protocol.AttributeRef;
import dev.bursar.server.scim.protocol.Filter;
import dev.bursar.server.scim.protocol.Filter.Literal;
import dev.bursar.server.scim.protocol.Filter.Operator;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Filters as SQL: columns from {@link Places}, values as bind parameters, {@code %} and {@code _} meaning themselves. Each
 * condition is true or false, never unknown, so that {@code not} means what it says.
 */
final class Conditions {
    private final Places places;

    Conditions(Places places) {
        this.places = places;
    }

    Condition of(Filter filter) {
        return switch (filter) {
            case Filter.And and -> of(and.left()).and(of(and.right()));
            case Filter.Or or -> of(or.left()).or(of(or.right()));
            case Filter.Not not -> DSL.not(of(not.negated()));
            case Filter.Present present -> present(present.ref());
            case Filter.Any any -> any(place(any.list()), any);
            case Filter.Compare compare -> compare(compare);
        };
    }

    Place place(AttributeRef ref) {
        return places.of(ref)
                .orElseThrow(() ->
                        ScimException.bad(ScimType.INVALID_FILTER, "There is no filtering by " + ref.text() + "."));
    }

    private static Condition present(Place place) {
        return switch (place) {
            case Place.Text text -> text.field().isNotNull();
            case Place.Truth truth -> truth.there();
            case Place.Moment moment -> moment.field().isNotNull();
            case Place.Whole whole -> whole.field().isNotNull();
            case Place.Many many -> DSL.exists(DSL.selectOne().from(many.rows()));
        };
    }

    private static Condition any(Place list, Filter.Any any) {
        if (!(list instanceof Place.Many many)) {
            throw ScimException.bad(ScimType.INVALID_FILTER, any.list().text() + " has one value: nothing to select.");
        }
        Conditions inner = new Conditions(ref -> Optional.of(Places.member(many.each(), ref.attribute())));
        return DSL.exists(DSL.selectOne().from(many.rows()).where(inner.of(any.each())));
    }

    private Condition present(AttributeRef ref) {
        Attribute part = ref.part();
        return part != null && list(ref) instanceof Place.Many many
                ? some(many, Places.member(many.each(), part))
                : present(place(ref));
    }

    private Condition compare(Filter.Compare compare) {
        Attribute part = compare.ref().part();
        return part != null && list(compare.ref()) instanceof Place.Many many
                ? anyOf(many, Places.member(many.each(), part), compare)
                : compare(place(compare.ref()), compare);
    }

    /** Where the values are of which the sub-attribute is a part; null for an attribute with one value. */
    private @Nullable Place list(AttributeRef ref) {
        return ref.attribute().many() ? place(new AttributeRef(ref.extension(), ref.attribute(), null)) : null;
    }

    private static Condition some(Place.Many many, Place each) {
        return DSL.exists(DSL.selectOne().from(many.rows()).where(present(each)));
    }

    /** At least one value; to have none is to be unequal to all. */
    private static Condition anyOf(Place.Many many, Place each, Filter.Compare compare) {
        Condition some = some(many, each);
        if (compare.value() instanceof Literal.Nothing) {
            return compare.operator() == Operator.EQ ? DSL.not(some) : some;
        }
        Condition fits = DSL.exists(
                DSL.selectOne().from(many.rows()).where(present(each)).and(compare(each, compare)));
        return compare.operator() == Operator.NE ? DSL.not(some).or(fits) : fits;
    }

    private static Condition compare(Place place, Filter.Compare compare) {
        return switch (compare.value()) {
            case Literal.Nothing nothing ->
                compare.operator() == Operator.EQ ? DSL.not(present(place)) : present(place);
            case Literal.Text(String wanted)
            when place instanceof Place.Text text ->
                compare.ref().target().caseExact()
                        ? exact(text.field(), compare.operator(), wanted)
                        : folded(text, compare.operator(), wanted);
            case Literal.Truth(boolean wanted)
            when place instanceof Place.Truth truth ->
                compare.operator() == Operator.EQ ? same(truth, wanted) : DSL.not(same(truth, wanted));
            case Literal.Moment(Instant wanted)
            when place instanceof Place.Moment(Field<Instant> field) ->
                ordered(field, DSL.val(wanted), compare.operator());
            case Literal.Text t -> throw unsupported(compare);
            case Literal.Truth t -> throw unsupported(compare);
            case Literal.Moment m -> throw unsupported(compare);
        };
    }

    private static Condition same(Place.Truth truth, boolean wanted) {
        return wanted ? truth.holds() : truth.there().and(DSL.not(truth.holds()));
    }

    private static Condition exact(Field<String> field, Operator operator, String wanted) {
        return switch (operator) {
            case CO -> field.isNotNull().and(field.contains(wanted));
            case SW -> field.isNotNull().and(field.startsWith(wanted));
            case EW -> field.isNotNull().and(field.endsWith(wanted));
            case EQ, NE -> ordered(field, DSL.val(wanted), operator);
            case GT, GE, LT, LE -> ordered(inOrder(field), DSL.val(wanted), operator);
        };
    }

    private static Condition folded(Place.Text text, Operator operator, String wanted) {
        Field<String> field = text.field();
        return switch (operator) {
            case CO -> field.isNotNull().and(field.containsIgnoreCase(wanted));
            case SW -> field.isNotNull().and(field.startsWithIgnoreCase(wanted));
            case EW -> field.isNotNull().and(field.endsWithIgnoreCase(wanted));
            case EQ, NE -> ordered(text.folded(), DSL.lower(wanted), operator);
            case GT, GE, LT, LE -> ordered(inOrder(text.folded()), DSL.lower(wanted), operator);
        };
    }

    /** By code points, the same in every database. */
    static Field<String> inOrder(Field<String> field) {
        return DSL.field("({0} COLLATE \"C\")", String.class, field);
    }

    private static <T> Condition ordered(Field<T> field, Field<T> wanted, Operator operator) {
        Condition there = field.isNotNull();
        return switch (operator) {
            case EQ -> there.and(field.eq(wanted));
            case NE -> field.isDistinctFrom(wanted);
            case GT -> there.and(field.gt(wanted));
            case GE -> there.and(field.ge(wanted));
            case LT -> there.and(field.lt(wanted));
            case LE -> there.and(field.le(wanted));
            case CO, SW, EW -> throw new IllegalStateException("no order");
        };
    }

    private static ScimException unsupported(Filter.Compare compare) {
        return ScimException.bad(
                ScimType.INVALID_FILTER,
                "There is no comparing " + compare.ref().text() + " so.");
    }
}
