package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.MODEL;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.POLICY_CHANGE;
import static dev.bursar.server.sql.Tables.POLICY_HEAD;
import static dev.bursar.server.sql.Tables.PROVIDER;
import static dev.bursar.server.sql.Tables.TENANT;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.OrganizationPolicy;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.server.platform.database.Tenancy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Makes revisions of what the tables say at one instant: the head's number and all content come from one REPEATABLE
 * READ transaction, each organization read under its own row security. A delta names what was touched since its base;
 * its content is the current one, so compiling it late or twice does no harm.
 */
@Component
final class Compiler {
    /** About 10 MB; a change that touches more keys reaches nodes as a snapshot, in parts. */
    static final int MOST_KEYS_IN_DELTA = 50_000;

    private static final int SNAPSHOT_ID_BYTES = 16;

    private final Tenancy tenancy;
    private final KeyPolicies keys;
    private final BudgetPolicies budgets;
    private final CatalogPolicies catalog;
    private final TrustPolicies trusts;
    private final AskUrl askUrl;
    private final SecureRandom random;
    private final Clock clock;

    Compiler(
            Tenancy tenancy,
            KeyPolicies keys,
            BudgetPolicies budgets,
            CatalogPolicies catalog,
            TrustPolicies trusts,
            AskUrl askUrl,
            SecureRandom random,
            Clock clock) {
        this.tenancy = tenancy;
        this.keys = keys;
        this.budgets = budgets;
        this.catalog = catalog;
        this.trusts = trusts;
        this.askUrl = askUrl;
        this.random = random;
        this.clock = clock;
    }

    long head() {
        return tenancy.platform(Compiler::head);
    }

    /**
     * In parts of at most so many bytes, each handed on as soon as it is full.
     *
     * @param into given afresh if the transaction has to begin anew
     */
    <T> T snapshot(int partBytes, Supplier<T> into, BiConsumer<T, Revision.Builder> parts) {
        Instant now = clock.instant();
        return tenancy.snapshot(all -> {
            T target = into.get();
            long head = all.platform(Compiler::head);
            PolicyOut out = PolicyOut.snapshot(head, partBytes, snapshotId(), part -> parts.accept(target, part));
            List<UUID> organizations = all.platform(tx -> tx.select(TENANT.ORGANIZATION_ID)
                    .from(TENANT)
                    .orderBy(TENANT.ORGANIZATION_ID)
                    .fetch(TENANT.ORGANIZATION_ID));
            for (UUID organization : organizations) {
                all.in(organization, tx -> whole(tx, organization, now, out));
            }
            out.finish();
            return target;
        });
    }

    private ByteString snapshotId() {
        byte[] id = new byte[SNAPSHOT_ID_BYTES];
        random.nextBytes(id);
        return ByteString.copyFrom(id);
    }

    /**
     * From one revision to another. If more was committed meanwhile, its content may be in it already: the next delta
     * brings the same again.
     *
     * @return empty: the changes are not kept any more, there are none, or far too many; a snapshot serves
     */
    Optional<Revision.Builder> delta(long base, long head) {
        Instant now = clock.instant();
        return tenancy.snapshot(all -> {
            if (base < 1 || base >= head || !all.platform(tx -> isKept(tx, base, head))) {
                return Optional.empty();
            }
            List<Revision.Builder> whole = new ArrayList<>();
            PolicyOut out = PolicyOut.delta(base, head, whole::add);
            all.platform(tx -> touched(tx, base, head))
                    .forEach((organization, touched) ->
                            all.in(organization, tx -> changed(tx, organization, touched, now, out)));
            out.finish();
            return out.keys() > MOST_KEYS_IN_DELTA ? Optional.empty() : Optional.of(whole.getFirst());
        });
    }

    /** Nodes that were away for longer get a snapshot. @return how many rows */
    int forgetChanges(Instant before) {
        return tenancy.platform(tx -> tx.deleteFrom(POLICY_CHANGE)
                .where(POLICY_CHANGE.CHANGED_AT.lt(before))
                .execute());
    }

    private boolean whole(DSLContext tx, UUID organization, Instant now, PolicyOut out) {
        addOrganization(tx, organization, out);
        keys.all(tx, organization, now, out::key);
        budgets.read(tx, organization, DSL.noCondition(), out);
        catalog.providers(tx, organization, DSL.noCondition(), out);
        catalog.models(tx, organization, DSL.noCondition(), now, out);
        trusts.all(tx, organization, out);
        return true;
    }

    private boolean changed(DSLContext tx, UUID organization, Touched touched, Instant now, PolicyOut out) {
        if (!touched.texts(PolicyChanges.Kind.ORGANIZATION).isEmpty()) {
            addOrganization(tx, organization, out);
        }
        if (!touched.texts(PolicyChanges.Kind.KEYS).isEmpty()) {
            keys.all(tx, organization, now, few(out));
        }
        var keyIds = touched.ids(PolicyChanges.Kind.KEY);
        if (!keyIds.isEmpty()) {
            keys.some(tx, organization, keyIds, few(out));
        }
        var budgetIds = touched.ids(PolicyChanges.Kind.BUDGET);
        if (!budgetIds.isEmpty()) {
            budgets.read(tx, organization, BUDGET.BUDGET_ID.in(budgetIds), out);
            keys.under(tx, organization, budgetIds, few(out));
        }
        var unitIds = touched.ids(PolicyChanges.Kind.UNIT);
        if (!unitIds.isEmpty()) {
            keys.inUnits(tx, organization, unitIds, few(out));
        }
        var providerIds = touched.ids(PolicyChanges.Kind.PROVIDER);
        if (!providerIds.isEmpty()) {
            catalog.providers(tx, organization, PROVIDER.PROVIDER_ID.in(providerIds), out);
        }
        var models = touched.texts(PolicyChanges.Kind.MODEL);
        if (!models.isEmpty()) {
            catalog.models(tx, organization, MODEL.MODEL_.in(models), now, out);
        }
        var trustIds = touched.ids(PolicyChanges.Kind.TRUST);
        if (!trustIds.isEmpty()) {
            trusts.some(tx, organization, trustIds, out);
        }
        return true;
    }

    /** Beyond the bound the delta is given up: what more there is need not be kept. */
    private static Consumer<KeyPolicy> few(PolicyOut out) {
        return key -> {
            if (out.keys() <= MOST_KEYS_IN_DELTA) {
                out.key(key);
            }
        };
    }

    private void addOrganization(DSLContext tx, UUID organization, PolicyOut out) {
        tx.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organization))
                .forEach(row -> out.organization(OrganizationPolicy.newBuilder()
                        .setOrganizationId(organization.toString())
                        .setName(row.getName())
                        .setStalenessLimitMillis(row.getStalenessLimitMillis())
                        .setOwnCredentialFeeBasisPoints(row.getOwnCredentialFeeBasisPoints())
                        .setAskUrl(askUrl.of(row.getSlug()))
                        .build()));
    }

    private static long head(DSLContext tx) {
        return tx.select(POLICY_HEAD.REVISION).from(POLICY_HEAD).fetchSingle().value1();
    }

    private static boolean isKept(DSLContext tx, long base, long head) {
        int kept = tx.select(DSL.countDistinct(POLICY_CHANGE.REVISION))
                .from(POLICY_CHANGE)
                .where(POLICY_CHANGE.REVISION.gt(base), POLICY_CHANGE.REVISION.le(head))
                .fetchSingle()
                .value1();
        return kept == head - base;
    }

    private static Map<UUID, Touched> touched(DSLContext tx, long base, long head) {
        Map<UUID, Touched> touched = new LinkedHashMap<>();
        tx.selectFrom(POLICY_CHANGE)
                .where(POLICY_CHANGE.REVISION.gt(base), POLICY_CHANGE.REVISION.le(head))
                .orderBy(POLICY_CHANGE.REVISION, POLICY_CHANGE.ORDINAL)
                .forEach(row -> touched.computeIfAbsent(row.getOrganizationId(), id -> new Touched())
                        .add(PolicyChanges.Kind.valueOf(row.getKind().toUpperCase(Locale.ROOT)), row.getSubject()));
        return touched;
    }
}
