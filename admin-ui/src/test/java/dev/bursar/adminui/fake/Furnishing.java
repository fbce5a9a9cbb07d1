package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminapi.fleet.Fleet;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.usage.UsageRequest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Fills a house with a month of life, the same each time. */
public final class Furnishing {
    private static final List<String> NAMES = List.of(
            "Search assistant",
            "Nightly evaluation",
            "Support desk",
            "Grace Hopper",
            "Course CS-101",
            "Prototype",
            "Data pipeline",
            "Old laptop");
    private static final List<String> MODELS = List.of(
            "openai/gpt-4o-mini",
            "openai/gpt-4o",
            "anthropic/claude-sonnet",
            "groq/llama-3.3-70b",
            "sandbox/echo",
            "mistral/mistral-large",
            "openai/o4-mini",
            "sandbox/slow");

    private final FakeHouse house;
    private final Random random = new Random(7);

    public Furnishing(FakeHouse house) {
        this.house = house;
    }

    public void furnish() {
        FurnishedPeople people = new FurnishedPeople(house);
        people.furnish();
        house.sso.restore();
        new FurnishedMachines(house).furnish();
        catalog();
        budgets();
        keys();
        requests();
        house.record(
                "budget.updated",
                "budget",
                house.budgets.getFirst().id(),
                house.budgets.getFirst().name(),
                Map.of("limitUsd", "400", "name", "Everything"),
                Map.of("limitUsd", "500", "name", "Everything"));
        gateways();
        new FurnishedMoney(house).furnish();
        people.grant();
    }

    private void catalog() {
        for (String slug : List.of("openai", "anthropic", "groq", "mistral")) {
            provider(slug, "openai", "https://api." + slug + ".com/v1", "8f2Q");
        }
        provider("sandbox", "sandbox", "", "");
        for (int i = 0; i < MODELS.size(); i++) {
            model(MODELS.get(i), i);
        }
    }

    private void provider(String slug, String kind, String url, String hint) {
        house.providers.add(new Provider(
                id(),
                slug.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + slug.substring(1),
                slug,
                kind,
                url,
                hint,
                false,
                "platform",
                12,
                house.now().minusDays(30),
                1));
    }

    private void model(String name, int i) {
        String slug = name.substring(0, name.indexOf('/'));
        Provider provider = house.providers.stream()
                .filter(one -> one.slug().equals(slug))
                .findFirst()
                .orElseThrow();
        Model.Price price = i == 5
                ? null
                : new Model.Price(
                        FakeHouse.money(150_000_000L * (i + 1)),
                        FakeHouse.money(600_000_000L * (i + 1)),
                        FakeHouse.money(75_000_000L * (i + 1)),
                        FakeHouse.money(0),
                        FakeHouse.money(150_000_000L * (i + 1)),
                        FakeHouse.money(600_000_000L * (i + 1)),
                        FakeHouse.money(0),
                        FakeHouse.money(0),
                        FakeHouse.money(0),
                        FakeHouse.money(0),
                        house.now().minusDays(90),
                        "catalog");
        house.models.add(new Model(
                name,
                name.substring(name.indexOf('/') + 1),
                provider.id(),
                provider.name(),
                name.substring(name.indexOf('/') + 1),
                128_000,
                16_384,
                List.of("text"),
                List.of("text"),
                price,
                price == null ? "The public facts name no price." : "",
                false));
    }

    private void budgets() {
        budget("Everything", "organization", FakeHouse.ACME, "Acme Research", "month", 500, 312.407, 18.5, 0.4);
        budget("Daily brake", "organization", FakeHouse.ACME, "Acme Research", "day", 40, 12.4, 2.25, 0);
    }

    private Budget budget(
            String name,
            String scope,
            UUID scopeId,
            String scopeName,
            String period,
            double limit,
            double spent,
            double held,
            double doubt) {
        BudgetDraft draft = FakeBudgets.fresh(house, name, scope, scopeId, period, nanos(limit));
        draft.id = id();
        draft.scopeName = scopeName;
        draft.spent = nanos(spent);
        draft.held = nanos(held);
        draft.inDoubt = nanos(doubt);
        Budget budget = draft.build();
        house.budgets.add(budget);
        return budget;
    }

    private void keys() {
        double[] caps = {50, 20, 100, 5, 40, 0, 10, 1};
        double[] spent = {12.4, 19.1, 41.75, 5, 8.2, 0, 0.0042, 0.25};
        double[] held = {0.6, 0.4, 2.5, 0, 1.2, 0, 0, 0};
        String[] states = {"active", "active", "active", "active", "active", "active", "disabled", "revoked"};
        for (int i = 0; i < NAMES.size(); i++) {
            UUID id = id();
            Budget budget = caps[i] == 0
                    ? null
                    : budget(
                            NAMES.get(i),
                            "key",
                            id,
                            NAMES.get(i),
                            i % 2 == 0 ? "month" : "lifetime",
                            caps[i],
                            spent[i],
                            held[i],
                            i == 2 ? 1.1 : 0);
            house.keys.add(new Key(
                    id,
                    NAMES.get(i),
                    "bsr_live_" + id.toString().substring(30, 34) + "…",
                    "live",
                    states[i],
                    false,
                    i % 3 == 0
                            ? List.of()
                            : List.of("openai/*", "sandbox/*", "groq/llama-3.3-70b")
                                    .subList(0, i % 3),
                    budget,
                    null,
                    "Ada Admin",
                    null,
                    null,
                    i == 4 ? house.now().plusDays(20) : null,
                    house.now().minusDays(20 - i),
                    "Ada Admin",
                    states[i].equals("revoked") ? house.now().minusDays(1) : null,
                    i == 5 ? null : house.now().minusMinutes(3L * i * i),
                    1));
            house.record("key.issued", "key", id, NAMES.get(i), null, Map.of("name", NAMES.get(i), "capUsd", caps[i]));
        }
    }

    private void gateways() {
        house.gateways.add(new Fleet.Gateway(
                "gateway-1",
                "10.0.0.11:8403",
                "0.1.0",
                true,
                3,
                house.headRevision,
                house.now().minusMinutes(4),
                "",
                house.now()));
        house.gateways.add(new Fleet.Gateway(
                "gateway-2",
                "10.0.0.12:8403",
                "0.1.0",
                true,
                1,
                house.headRevision - 1,
                house.now().minusMinutes(9),
                "",
                house.now()));
    }

    private void requests() {
        OffsetDateTime now = house.now();
        for (int i = 0; i < 900; i++) {
            double age = Math.pow(random.nextDouble(), 5) * Duration.ofDays(30).toSeconds();
            request(now.minusSeconds((long) age));
        }
    }

    /** One more, now: for a console that shows life. */
    public void live() {
        request(house.now());
    }

    private void request(OffsetDateTime at) {
        Key key = house.keys.get((int) Math.min(6, Math.abs(random.nextGaussian() * 2.2)));
        boolean refused = random.nextInt(24) == 0;
        String model = MODELS.get((int) Math.min(7, Math.abs(random.nextGaussian() * 2.4)));
        long in = 200 + random.nextInt(4000);
        long out = refused ? 0 : 50 + random.nextInt(1200);
        house.requests.add(new UsageRequest(
                new UUID(random.nextLong(), random.nextLong()),
                key.id(),
                key.name(),
                model,
                at,
                refused ? 900 : 300_000L + random.nextInt(4_000_000),
                refused ? 0 : 250_000,
                refused ? "refused" : random.nextInt(40) == 0 ? "provider_failed" : "completed",
                random.nextBoolean(),
                in,
                out,
                FakeHouse.money(refused ? 0 : (in * 2_500 + out * 10_000) * (1 + random.nextInt(4))),
                FakeHouse.money(0),
                false,
                "gateway-1",
                refused ? (random.nextBoolean() ? "budget_exhausted" : "model_not_allowed") : ""));
    }

    private UUID id() {
        return new UUID(0x0195f00000007000L | random.nextInt(0xfff), 0x8000000000000000L | random.nextLong() >>> 2);
    }

    static long nanos(double dollars) {
        return Math.round(dollars * 1e9);
    }
}
