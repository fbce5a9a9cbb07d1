package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.POLICY_CHANGE;
import static dev.bursar.server.sql.Tables.POLICY_HEAD;

import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whoever changes something that gateways decide by says so here, inside the transaction of the change.
 *
 * <p>A transaction that touches anything gets one revision, however much it touches. Revisions are gapless and in
 * order of commit, because the head's row stays locked from the first touch to the commit: touch last. When the
 * transaction commits, publishers are woken.
 */
@Component
public final class PolicyChanges {
    /** What kind of thing changed; what {@code subject} means for each. */
    public enum Kind {
        /** Subject: the organization's id. Its name, staleness limit. */
        ORGANIZATION,
        /** Subject: the organization's id. All of its keys: they are refused from now on, or work again. */
        KEYS,
        /** Subject: the key's id. */
        KEY,
        /** Subject: the budget's id. The keys beneath it are published again with it. */
        BUDGET,
        /** Subject: the unit's id. The keys beneath it are published again. */
        UNIT,
        /** Subject: the provider's id. Its models are not implied. */
        PROVIDER,
        /** Subject: the model's name. */
        MODEL,
        /** Subject: the workload trust's id. */
        TRUST
    }

    /** Channel of LISTEN and NOTIFY. */
    static final String CHANNEL = "bursar_policy";

    private static final String SETTING = "bursar.policy_revision";

    private final Clock clock;

    PolicyChanges(Clock clock) {
        this.clock = clock;
    }

    /** @return the revision that this transaction will have */
    public long touch(DSLContext tx, UUID organizationId, Kind kind, String subject) {
        long revision = revisionOf(tx);
        tx.insertInto(POLICY_CHANGE)
                .set(POLICY_CHANGE.REVISION, revision)
                .set(
                        POLICY_CHANGE.ORDINAL,
                        DSL.field(
                                DSL.select(DSL.count()).from(POLICY_CHANGE).where(POLICY_CHANGE.REVISION.eq(revision))))
                .set(POLICY_CHANGE.ORGANIZATION_ID, organizationId)
                .set(POLICY_CHANGE.KIND, kind.name().toLowerCase(Locale.ROOT))
                .set(POLICY_CHANGE.SUBJECT, subject)
                .set(POLICY_CHANGE.CHANGED_AT, clock.instant())
                .execute();
        return revision;
    }

    private static long revisionOf(DSLContext tx) {
        @Nullable
        String known = tx.fetchSingle("SELECT nullif(current_setting(?, true), '')", SETTING)
                .get(0, String.class);
        return known == null ? next(tx) : Long.parseLong(known);
    }

    private static long next(DSLContext tx) {
        long revision = tx.update(POLICY_HEAD)
                .set(POLICY_HEAD.REVISION, POLICY_HEAD.REVISION.plus(1))
                .returningResult(POLICY_HEAD.REVISION)
                .fetchSingle()
                .value1();
        tx.execute("SELECT set_config(?, ?, true), pg_notify(?, ?)", SETTING, revision + "", CHANNEL, revision + "");
        return revision;
    }
}
