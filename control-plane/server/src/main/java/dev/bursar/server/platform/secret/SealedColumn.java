package dev.bursar.server.platform.secret;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sealed values in a column of a tenant's table. */
public final class SealedColumn implements SealedValues {
    private static final Logger LOG = LoggerFactory.getLogger(SealedColumn.class);

    private final KeyEncryptionKey kek;
    private final String what;
    private final Where where;
    private final Rewrap rewrap;

    public SealedColumn(KeyEncryptionKey kek, String what, Where where, Rewrap rewrap) {
        this.kek = kek;
        this.what = what;
        this.where = where;
        this.rewrap = rewrap;
    }

    /** @param sealed the column; NULL: no value */
    public record Where(
            Table<?> table, TableField<?, UUID> organization, TableField<?, UUID> id, TableField<?, byte[]> sealed) {}

    /** How a row's value is put under the newest key: whoever sealed it knows its binding. */
    @FunctionalInterface
    public interface Rewrap {
        /** @param row with all columns of the table */
        Optional<byte[]> anew(Record row, byte[] sealed) throws GeneralSecurityException;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public Map<Optional<KeyId>, Long> count(DSLContext tx, UUID organizationId) {
        Field<byte[]> prefix = prefix().as("prefix");
        Map<Optional<KeyId>, Long> counts = new HashMap<>();
        tx.select(prefix, DSL.count())
                .from(where.table)
                .where(where.organization.eq(organizationId))
                .and(where.sealed.isNotNull())
                .groupBy(prefix)
                .forEach(row -> counts.merge(KeyEncryptionKey.idOf(row.value1()), (long) row.value2(), Long::sum));
        return counts;
    }

    @Override
    public Batch rewrap(DSLContext tx, UUID organizationId, @Nullable UUID after, int most) {
        List<? extends Record> rows = tx.select(where.table.fields())
                .from(where.table)
                .where(where.organization.eq(organizationId))
                .and(where.sealed.isNotNull())
                .and(prefix().ne(kek.newestPrefix()))
                .and(after == null ? DSL.noCondition() : where.id.gt(after))
                .orderBy(where.id)
                .limit(most)
                .forUpdate()
                .fetch();
        int wrapped = 0;
        int unreadable = 0;
        for (Record row : rows) {
            try {
                wrapped += rewrap(tx, organizationId, row);
            } catch (GeneralSecurityException e) {
                LOG.warn("of {} the one of {} does not open: it stays as it is", what, row.get(where.id));
                unreadable++;
            }
        }
        return new Batch(
                wrapped, unreadable, rows.size() < most ? null : rows.getLast().get(where.id));
    }

    private int rewrap(DSLContext tx, UUID organizationId, Record row) throws GeneralSecurityException {
        Optional<byte[]> anew = rewrap.anew(row, row.get(where.sealed));
        anew.ifPresent(value -> tx.update(where.table)
                .set(where.sealed, value)
                .where(where.organization.eq(organizationId))
                .and(where.id.eq(row.get(where.id)))
                .execute());
        return anew.isPresent() ? 1 : 0;
    }

    /** The key's id with the version before it; of values from before keys had ids, their version alone. */
    private Field<byte[]> prefix() {
        return DSL.field(
                "CASE WHEN get_byte({0}, 0) = 1 THEN substring({0} FROM 1 FOR 1) ELSE substring({0} FROM 1 FOR 9) END",
                byte[].class, where.sealed);
    }
}
