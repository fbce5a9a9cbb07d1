package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.AttributeRef;
import dev.bursar.server.scim.protocol.Filter;
import dev.bursar.server.scim.protocol.FilterParser;
import dev.bursar.server.scim.protocol.Projection;
import dev.bursar.server.scim.protocol.ResourceType;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for (RFC 7644, 3.4.2).
 *
 * @param startIndex from 1
 * @param count 0 to {@link #MAX_COUNT}: whoever asks for more gets fewer
 */
record Listing(
        ResourceType type,
        Optional<Filter> filter,
        Optional<AttributeRef> sortBy,
        boolean descending,
        int startIndex,
        int count,
        Projection projection) {
    static final int MAX_COUNT = 200;
    static final int DEFAULT_COUNT = 100;
    /** Far beyond any organization. */
    private static final int MAX_START = 10_000_000;

    /** The parameters as they came. */
    record Asked(
            @Nullable String filter,
            @Nullable String sortBy,
            @Nullable String sortOrder,
            @Nullable Integer startIndex,
            @Nullable Integer count) {}

    static Listing of(ResourceType type, Asked asked, Projection projection) {
        return new Listing(
                type,
                Optional.ofNullable(asked.filter()).map(text -> FilterParser.parse(type, text)),
                Optional.ofNullable(asked.sortBy()).map(name -> sortBy(type, name)),
                "descending".equalsIgnoreCase(asked.sortOrder()),
                asked.startIndex() == null ? 1 : Math.clamp(asked.startIndex(), 1, MAX_START),
                asked.count() == null ? DEFAULT_COUNT : Math.clamp(asked.count(), 0, MAX_COUNT),
                projection);
    }

    Condition condition(Places places) {
        return filter.map(new Conditions(places)::of).orElseGet(DSL::noCondition);
    }

    /** As asked, and then by what keeps pages apart. */
    List<SortField<?>> order(Places places, Field<?>... last) {
        Stream<SortField<?>> asked = sortBy
                .map(new Conditions(places)::place)
                .map(Listing::field)
                .<SortField<?>>map(field ->
                        descending ? field.desc().nullsFirst() : field.asc().nullsLast())
                .stream();
        return Stream.concat(asked, Arrays.stream(last).map(Field::asc)).toList();
    }

    private static Field<?> field(Place place) {
        return switch (place) {
            case Place.Text text -> Conditions.inOrder(text.folded());
            case Place.Truth truth -> DSL.field(truth.holds());
            case Place.Moment moment -> moment.field();
            case Place.Whole whole -> throw unsorted();
            case Place.Many many -> throw unsorted();
        };
    }

    private static AttributeRef sortBy(ResourceType type, String name) {
        return AttributeRef.find(type, name).orElseThrow(Listing::unsorted);
    }

    private static ScimException unsorted() {
        return ScimException.bad(ScimType.INVALID_VALUE, "There is no sorting by that.");
    }
}
