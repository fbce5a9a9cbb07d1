package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.platform.web.Searches;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/**
 * Measurements, run by name: {@code ./mvnw -pl control-plane/server -am test -Dtest=LargeTree}. They print how long the
 * tree page's and the burn-down's queries take with 100,000 capped keys and a million charges of one budget.
 */
@WithPostgres
class LargeTree {
    private static final long USD = 1_000_000_000L;
    private static final int KEYS = 100_000;
    private static final int IN_ONE_TEAM = 50_000;
    private static final int EVENTS = 1_000_000;
    private static final int PAGE = 50;
    private static final int ROUNDS = 7;

    private final TestDatabase database;
    private final BudgetsOfTest house;
    private final UUID organization;
    private final UUID team;
    private final UUID root;
    private final TreeReadModel tree = new TreeReadModel();
    private final JooqBudgets budgets = new JooqBudgets();
    private final HistoryReadModel history = new HistoryReadModel();

    LargeTree(TestDatabase database) {
        this.database = database;
        house = new BudgetsOfTest(database);
        organization = house.tenants.organization("UTC");
        team = house.tenants.unit(organization, "team", null);
        root = house.tenants.hardBudget(organization, "organization", organization, "month", 1_000_000 * USD);
    }

    @Test
    void readsAFloorOfATreeWithAHundredThousandKeys() {
        fillTree();

        measure("tree: the organization with how many stand beneath it", tx -> tree.atTop(tx, organization));
        TreeReadModel.Place[] last = {TreeReadModel.Place.FIRST};
        measure("tree: first page at the top (100,000 keys, half of them in one team)", tx -> {
            List<TreeReadModel.Place> page =
                    tree.floor(tx, organization, "organization", organization, TreeReadModel.Place.FIRST, PAGE);
            last[0] = page.getLast();
            return views(tx, page);
        });
        measure(
                "tree: second page at the top",
                tx -> views(tx, tree.floor(tx, organization, "organization", organization, last[0], PAGE)));
        TreeReadModel.Place far = new TreeReadModel.Place(2, "key", new UUID(0, 0), "key 09");
        measure(
                "tree: a page far down in a team of 50,000 keys",
                tx -> views(tx, tree.floor(tx, organization, "team", team, far, PAGE)));
        measure("tree: how many stand in that team", tx -> tree.children(tx, organization, List.of(team)));
        measure(
                "list of budgets: first page",
                tx -> budgets.page(tx, organization, DSL.noCondition(), Optional.empty(), PAGE, house.clock.instant()));
        measure(
                "list of budgets: searched by a part of the name",
                tx -> budgets.page(
                        tx,
                        organization,
                        Searches.anyContains("099999", BUDGET.NAME),
                        Optional.empty(),
                        PAGE,
                        house.clock.instant()));
    }

    @Test
    void drawsTheBurnDownOfAMillionCharges() {
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        house.acquire(house.newNode(), organization, USD, root);
        fillCharges(start);

        measure("burn-down: points of a month with a million charges", tx -> {
            List<HistoryReadModel.Point> points = history.points(tx, organization, root, start, house.clock.instant());
            assertThat(points.getLast().spentNanos()).isEqualTo(EVENTS * 1_000L);
            return points;
        });
        measure(
                "burn-down: the pace of the last days",
                tx -> history.pace(tx, organization, root, start, house.clock.instant()));
    }

    private List<BudgetView> views(DSLContext tx, List<TreeReadModel.Place> page) {
        List<UUID> ids = page.stream().map(TreeReadModel.Place::id).toList();
        assertThat(ids).hasSize(PAGE + 1);
        tree.children(tx, organization, ids);
        return budgets.ofScopes(tx, organization, ids, house.clock.instant());
    }

    private void measure(String what, Function<DSLContext, Object> query) {
        long[] millis = LongStream.range(0, ROUNDS)
                .map(round -> {
                    long began = System.nanoTime();
                    house.tenancy.read(organization, query::apply);
                    return (System.nanoTime() - began) / 1_000_000;
                })
                .sorted()
                .toArray();
        System.out.printf("%s: median %d ms, slowest %d ms%n", what, millis[ROUNDS / 2], millis[ROUNDS - 1]);
    }

    private void fillTree() {
        sql("""
                INSERT INTO api_key (organization_id, key_id, hash, masked, name, environment, state, created_at, created_by, unit_id)
                SELECT '%1$s', gen_random_uuid(), sha256(convert_to('%1$s' || i, 'UTF8')), 'bsr_test_…',
                       'key ' || lpad(i::text, 6, '0'), 'test', 'active', now(), 'test',
                       CASE WHEN i %% 2 = 0 THEN '%2$s'::uuid END
                FROM generate_series(1, %3$d) i""".formatted(organization, team, KEYS));
        sql("""
                INSERT INTO budget (organization_id, budget_id, name, scope, scope_id, period, limit_nanos, hard, state, created_at)
                SELECT organization_id, gen_random_uuid(), name, 'key', key_id, 'month', 1000000000, true, 'active', now()
                FROM api_key WHERE organization_id = '%s'""".formatted(organization));
        analyze();
        assertThat(IN_ONE_TEAM).isEqualTo(KEYS / 2);
    }

    private void fillCharges(Instant start) {
        UUID key = house.tenants.key(organization, null);
        UUID node = house.newNode().node().id();
        sql("""
                INSERT INTO usage_event (organization_id, event_id, node_id, epoch, sequence, key_id, model, started_at, recorded_at,
                    duration_micros, first_byte_micros, outcome, streamed, prompt_tokens, completion_tokens, cached_tokens,
                    cache_write_tokens, reasoning_tokens, cost_nanos, price_id, estimated, upstream_status, error_code)
                SELECT '%s', gen_random_uuid(), '%s', 1, i, '%s', 'sandbox/echo', '%s'::timestamptz + i * interval '0.8 s', now(),
                    1, 1, 'completed', false, 1, 1, 0, 0, 0, 1000, '', false, 200, ''
                FROM generate_series(1, %d) i""".formatted(organization, node, key, start, EVENTS));
        sql("""
                INSERT INTO usage_charge (organization_id, event_id, budget_id, period_start, settled_nanos, in_doubt_nanos)
                SELECT organization_id, event_id, '%s', '%s', 1000, 0 FROM usage_event WHERE organization_id = '%s'""".formatted(root, start, organization));
        sql("""
                INSERT INTO budget_spend (organization_id, budget_id, period_start, step_at, settled_nanos)
                SELECT organization_id, '%s', '%s', date_bin('5 minutes', started_at, 'epoch'), sum(1000)
                FROM usage_event WHERE organization_id = '%s' GROUP BY 1, 4""".formatted(root, start, organization));
        analyze();
    }

    private void sql(String statement) {
        database.asOwner(owner -> owner.transactionResult(tx -> {
            tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", organization.toString());
            return tx.dsl().execute(statement);
        }));
    }

    private void analyze() {
        database.asOwner(owner -> owner.execute("ANALYZE"));
    }
}
