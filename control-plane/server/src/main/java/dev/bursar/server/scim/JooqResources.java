package dev.bursar.server.scim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** How resources of any kind are found: one row each, of one organization. */
abstract class JooqResources<R extends ResourceRow> {
    private final Table<?> table;
    private final TableField<?, UUID> id;
    private final TableField<?, Instant> createdAt;
    private final Places places;

    JooqResources(Table<?> table, TableField<?, UUID> id, TableField<?, Instant> createdAt, Places places) {
        this.table = table;
        this.id = id;
        this.createdAt = createdAt;
        this.places = places;
    }

    final long count(DSLContext tx, UUID organizationId, Listing listing) {
        return tx.fetchCount(
                DSL.selectOne().from(table).where(there(organizationId)).and(listing.condition(places)));
    }

    final List<R> page(DSLContext tx, UUID organizationId, Listing listing) {
        return select(tx, organizationId)
                .and(listing.condition(places))
                .orderBy(listing.order(places, createdAt, id))
                .limit(listing.count())
                .offset(listing.startIndex() - 1)
                .fetch(this::row);
    }

    final Optional<R> find(DSLContext tx, UUID organizationId, UUID wanted) {
        return select(tx, organizationId).and(id.eq(wanted)).fetchOptional(this::row);
    }

    /** Locks the row until the transaction ends. */
    final Optional<R> lock(DSLContext tx, UUID organizationId, UUID wanted) {
        return select(tx, organizationId).and(id.eq(wanted)).forUpdate().fetchOptional(this::row);
    }

    /** Which rows are resources at all. */
    abstract Condition there(UUID organizationId);

    abstract R row(Record row);

    private SelectConditionStep<Record> select(DSLContext tx, UUID organizationId) {
        return tx.select(table.fields()).from(table).where(there(organizationId));
    }
}
