package dev.bursar.server.platform.database;

import static dev.bursar.server.sql.Tables.TENANT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When jobs must look into which organization. Row security lets nobody look into all of them, so whoever makes work
 * for later says when; a job takes what is due. Of several control planes one takes an organization at a time: taking
 * it puts it off, so that another one comes to it if the first dies.
 */
@Component
public final class Dues {
    /** Which job. */
    public enum Job {
        /** Requests for more that nobody answers. */
        REQUESTS,
        /** Alerts and their deliveries. */
        NOTICES
    }

    private final Tenancy tenancy;

    public Dues(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** In the transaction that makes the work. An earlier time stays. */
    public void wake(DSLContext tx, UUID organizationId, Job job, Instant at) {
        var due = column(job);
        tx.update(TENANT)
                .set(due, DSL.least(DSL.coalesce(due, DSL.val(at)), DSL.val(at)))
                .where(TENANT.ORGANIZATION_ID.eq(organizationId))
                .execute();
    }

    /**
     * Takes organizations whose time has come, longest due first, and puts them off.
     *
     * @param most how many
     */
    public List<UUID> take(Job job, Instant now, Duration putOff, int most) {
        var due = column(job);
        return tenancy.platform(tx -> {
            List<UUID> taken = tx.select(TENANT.ORGANIZATION_ID)
                    .from(TENANT)
                    .where(due.le(now))
                    .orderBy(due)
                    .limit(most)
                    .forUpdate()
                    .skipLocked()
                    .fetch(TENANT.ORGANIZATION_ID);
            tx.update(TENANT)
                    .set(due, now.plus(putOff))
                    .where(TENANT.ORGANIZATION_ID.in(taken))
                    .execute();
            return taken;
        });
    }

    /**
     * What was taken is done. Work that somebody made meanwhile keeps its earlier time.
     *
     * @param putOffTo what {@link #take} put it off to
     * @param next null: nothing to do until somebody says so
     */
    public void settle(DSLContext tx, UUID organizationId, Job job, Instant putOffTo, @Nullable Instant next) {
        var due = column(job);
        tx.update(TENANT)
                .set(due, next)
                .where(TENANT.ORGANIZATION_ID.eq(organizationId), due.eq(putOffTo))
                .execute();
    }

    private static TableField<?, Instant> column(Job job) {
        return switch (job) {
            case REQUESTS -> TENANT.REQUESTS_DUE_AT;
            case NOTICES -> TENANT.NOTICES_DUE_AT;
        };
    }
}
