package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.MODEL_PRICE;
import static dev.bursar.server.sql.Tables.POLICY_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.testing.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The tree of budgets, what changes limits for a while, and what a change would do, as a script sees them. */
@WithDemoServer
class BudgetTreeApiTest {
    private final DemoServer server;
    private final DemoServer.Client admin;
    private final String organization;

    BudgetTreeApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.organization = "/admin/v1/organizations/" + server.acme();
    }

    @Test
    void showsOneFloorAfterTheOther() {
        String team = unit("team", "Tree", null);
        String project = unit("project", "Leaf", team);
        budget("Of team", "team", team);
        String key =
                id(admin.post(organization + "/keys", "{\"name\":\"k\",\"capUsd\":\"1\",\"unitId\":\"" + team + "\"}")
                        .json()
                        .path("key"));

        JsonNode root = admin.get(organization + "/budget-tree").json().path("items");
        assertThat(root.path(0).path("scope").asString()).isEqualTo("organization");
        assertThat(floor("organization", server.acme()))
                .contains("Tree", "Engineering")
                .doesNotContain("Leaf");
        String below = organization + "/budget-tree?scope=team&under=" + team;
        JsonNode first = admin.get(below + "&size=1").json();
        assertThat(first.at("/items/0/scopeId").asString()).isEqualTo(project);
        JsonNode next =
                admin.get(below + "&cursor=" + first.path("next").asString()).json();
        assertThat(next.at("/items/0/scopeId").asString()).isEqualTo(key);
        assertThat(next.at("/items/0/budgets/0/limit/usd").asString()).isEqualTo("1.00");
        List<String> scopes = new ArrayList<>();
        admin.get(organization + "/budget-tree/path?scope=key&of=" + key)
                .json()
                .forEach(node -> scopes.add(node.path("scope").asString()));
        assertThat(scopes).containsExactly("organization", "team", "member", "key");
        assertThat(admin.get(organization + "/budget-tree?scope=team&under=" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(admin.get(organization + "/budget-tree?scope=team").status()).isEqualTo(400);
    }

    @Test
    void saysWhichBudgetAboveHasLess() {
        String team = unit("team", "Small", null);
        String project = unit("project", "Large", team);
        String small = budget("Small", "team", team);
        admin.patch(organization + "/budgets/" + small, "{\"limitUsd\":\"3\"}");
        String large = budget("Large", "project", project);

        JsonNode cap = admin.get(organization + "/budgets/" + large).json().path("cappedBy");

        assertThat(cap.path("id").asString()).isEqualTo(small);
        assertThat(cap.at("/free/usd").asString()).isEqualTo("3.00");
        assertThat(admin.get(organization + "/budgets/" + small)
                        .json()
                        .at("/cappedBy/id")
                        .asString(""))
                .isNotEqualTo(large);
    }

    @Test
    void raisesALimitForAWhileAndEndsIt() {
        String budget = organization + "/budgets/" + budget("Raised", "organization", null);
        String adjustments = budget + "/adjustments";

        Answer topUp = admin.post(adjustments, "{\"kind\":\"top_up\",\"amountUsd\":\"5\",\"reason\":\"exam\"}");
        assertThat(topUp.status()).isEqualTo(201);
        assertThat(topUp.json().path("state").asString()).isEqualTo("active");
        assertThat(usd(budget, "limit")).isEqualTo("15.00");
        assertThat(usd(budget, "ownLimit")).isEqualTo("10.00");
        assertThat(usd(budget, "toppedUp")).isEqualTo("5.00");

        Answer override = admin.post(
                adjustments,
                "{\"kind\":\"override\",\"amountUsd\":\"2\",\"reason\":\"less\",\"expiresAt\":\""
                        + now().plus(Duration.ofHours(1)) + "\"}");
        assertThat(usd(budget, "limit")).isEqualTo("7.00");
        admin.post(adjustments + "/" + id(override.json()) + "/end", null);
        assertThat(usd(budget, "limit")).isEqualTo("15.00");
        assertThat(admin.get(adjustments).json().at("/items/0/state").asString())
                .isEqualTo("ended");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "top_up","amountUsd":"0","reason":"x"                                                 | amount_is_zero
            "top_up","amountUsd":"-1","reason":"x"                                                | amount_malformed
            "override","amountUsd":"1","reason":"x"                                               | not_null
            "top_up","amountUsd":"1","reason":"x","breakGlass":true                               | not_null
            "top_up","amountUsd":"1","reason":"x","breakGlass":true,"expiresAt":"2199-01-01T00:00:00Z" | break_glass_too_long
            "top_up","amountUsd":"1","reason":"x","startsAt":"2001-01-01T00:00:00Z"               | start_in_the_past
            "top_up","amountUsd":"1","reason":"x","expiresAt":"2001-01-01T00:00:00Z"              | end_before_start
            "top_up","amountUsd":"1","reason":" "                                                 | validation_failed
            """, quoteCharacter = '`')
    void saysWhatIsWrongWithAnAdjustment(String fields, String code) {
        String budget = budget("Adjusted badly", "organization", null);

        Answer answer = admin.post(organization + "/budgets/" + budget + "/adjustments", "{\"kind\":" + fields + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "term","startsOn":"2026-09-01","endsOn":"2026-08-31"   | term_ends_before_it_starts
            "term","startsOn":"2026-09-01"                         | not_null
            "month","startsOn":"2026-09-01"                        | no_term
            "lifetime","carryOver":true                            | nothing_to_carry_to
            "month","models":["a*b"]                               | model_pattern_invalid
            "month","atCap":"downgrade"                            | not_null
            "month","downgradeModel":"sandbox/echo"                | no_downgrade
            "month","atCap":"downgrade","downgradeModel":"no/such" | model_unknown
            "month","hard":false,"atCap":"ask"                     | budget_is_soft
            "month","ownerMemberId":"b2c7b3a8-0000-4000-8000-000000000000" | member_unknown
            """, quoteCharacter = '`')
    void saysWhatIsWrongWithABudgetsDetails(String fields, String code) {
        Answer answer = admin.post(
                organization + "/budgets",
                "{\"name\":\"b\",\"scope\":\"organization\",\"limitUsd\":\"1\",\"period\":" + fields + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void previewsAChangeWithoutMakingIt() {
        String budget = organization + "/budgets/" + budget("Previewed", "organization", null);

        JsonNode preview = admin.post(budget + "/preview", "{\"limitUsd\":\"0\",\"models\":[\"openai/*\"]}")
                .json();

        assertThat(preview.at("/now/limit/usd").asString()).isEqualTo("10.00");
        assertThat(preview.at("/after/free/usd").asString()).isEqualTo("0.00");
        assertThat(preview.at("/freeChange/usd").asString()).isEqualTo("10.00");
        assertThat(preview.path("freeShrinks").asBoolean()).isTrue();
        assertThat(preview.path("stopsGrants").asBoolean()).isTrue();
        assertThat(preview.path("effects").toString()).contains("refused", "10.00", "openai/*");
        assertThat(usd(budget, "limit")).isEqualTo("10.00");
        assertThat(admin.get(budget).header("etag")).isEqualTo("\"1\"");
        assertThat(admin.post(budget + "/preview", "{}").json().path("effects").isEmpty())
                .isTrue();
    }

    @Test
    void saysInAPreviewWhichBudgetAboveCapsIt() {
        String team = unit("team", "Capping", null);
        String tight = organization + "/budgets/" + budget("Tight", "team", team);
        admin.patch(tight, "{\"limitUsd\":\"0.30\"}");
        String project = unit("project", "Capped", team);
        String budget = organization + "/budgets/" + budget("Wide", "project", project);

        JsonNode preview =
                admin.post(budget + "/preview", "{\"limitUsd\":\"50\"}").json();

        assertThat(preview.at("/now/cappedBy/name").asString()).isEqualTo("Tight");
        assertThat(preview.at("/after/cappedBy/name").asString()).isEqualTo("Tight");
        assertThat(preview.path("effects").toString())
                .contains("No more than 0.30 USD of it can be spent: the budget Tight above has no more free.");
    }

    @Test
    void findsBudgetsByAPartOfTheirName() {
        String found = budget("Needle 100% of it", "organization", null);
        budget("Haystack", "organization", null);

        JsonNode items = admin.get(organization + "/budgets?search=needle%20100%25")
                .json()
                .path("items");

        assertThat(items).extracting(item -> item.path("id").asString()).containsExactly(found);
        assertThat(admin.get(organization + "/budgets?search=100_")
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void takesAnOwnerAway() {
        String owner =
                admin.get("/admin/v1/me").json().at("/organizations/0/memberId").asString();
        String budget = organization + "/budgets/" + budget("Owned", "organization", null);
        assertThat(admin.patch(budget, "{\"ownerMemberId\":\"" + owner + "\"}").status())
                .isEqualTo(200);
        assertThat(admin.patch(budget, "{\"ownerMemberId\":\"" + owner + "\",\"withoutOwner\":true}")
                        .code())
                .isEqualTo("owner_contradicts");

        assertThat(admin.patch(budget, "{\"withoutOwner\":true}").status()).isEqualTo(200);

        assertThat(admin.get(budget).json().path("ownerMemberId").isNull()).isTrue();
    }

    @Test
    void showsPeriodsAndHowTheyBurnDown() {
        String budget = organization + "/budgets/" + budget("History", "organization", null);
        admin.patch(budget, "{\"limitUsd\":\"12\"}");

        JsonNode periods = admin.get(budget + "/periods").json().path("items");
        assertThat(periods).hasSize(1);
        assertThat(periods.at("/0/limit/usd").asString()).isEqualTo("12.00");
        JsonNode burnDown = admin.get(budget + "/burn-down?periodStart="
                        + periods.at("/0/start").asString())
                .json();
        assertThat(burnDown.path("points").isEmpty()).isTrue();
        assertThat(burnDown.path("forecastAtEnd").isNull()).isTrue();
        assertThat(admin.get(budget + "/burn-down?periodStart=2001-01-01T00:00:00Z")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void tellsGatewaysOfAPriceWhenItTakesEffect() {
        Tenancy tenancy = server.bean(Tenancy.class);
        UUID acme = UUID.fromString(server.acme());
        Instant soon = now().plusMillis(1500);
        tenancy.write(
                acme,
                tx -> tx.insertInto(MODEL_PRICE)
                        .set(MODEL_PRICE.ORGANIZATION_ID, acme)
                        .set(MODEL_PRICE.MODEL, "sandbox/echo")
                        .set(MODEL_PRICE.EFFECTIVE_FROM, soon)
                        .set(MODEL_PRICE.PRICE_ID, UUID.randomUUID())
                        .set(MODEL_PRICE.INPUT_PER_MILLION, 1000L)
                        .set(MODEL_PRICE.OUTPUT_PER_MILLION, 1000L)
                        .set(MODEL_PRICE.CACHE_READ_PER_MILLION, 1000L)
                        .set(MODEL_PRICE.CACHE_WRITE_PER_MILLION, 1000L)
                        .set(MODEL_PRICE.STEPS, JSONB.valueOf("[]"))
                        .set(MODEL_PRICE.SOURCE, "own")
                        .execute());

        Eventually.until(
                "a revision with the model",
                () -> tenancy.platform(tx -> tx.fetchExists(
                        POLICY_CHANGE,
                        POLICY_CHANGE.KIND.eq("model"),
                        POLICY_CHANGE.SUBJECT.eq("sandbox/echo"),
                        POLICY_CHANGE.CHANGED_AT.ge(soon))));
    }

    private Instant now() {
        return server.bean(Clock.class).instant();
    }

    private String usd(String budget, String field) {
        return admin.get(budget).json().path(field).path("usd").asString();
    }

    private List<String> floor(String scope, String under) {
        List<String> names = new ArrayList<>();
        admin.get(organization + "/budget-tree?size=200&scope=" + scope + "&under=" + under)
                .json()
                .path("items")
                .forEach(item -> names.add(item.path("name").asString()));
        return names;
    }

    private String unit(String kind, String name, @Nullable String parent) {
        String in = parent == null ? "" : ",\"parentId\":\"" + parent + "\"";
        return id(admin.post(organization + "/units", "{\"kind\":\"" + kind + "\",\"name\":\"" + name + "\"" + in + "}")
                .json());
    }

    private String budget(String name, String scope, @Nullable String of) {
        String whose = of == null ? "" : ",\"scopeId\":\"" + of + "\"";
        return id(admin.post(
                        organization + "/budgets",
                        "{\"name\":\"" + name + "\",\"scope\":\"" + scope + "\"" + whose
                                + ",\"period\":\"month\",\"limitUsd\":\"10\"}")
                .json());
    }

    private static String id(JsonNode node) {
        return node.path("id").asString();
    }
}
