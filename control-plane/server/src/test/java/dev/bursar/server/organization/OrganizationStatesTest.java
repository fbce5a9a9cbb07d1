package dev.bursar.server.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Organizations come and go by their operator's hand. */
@WithDemoServer
class OrganizationStatesTest {
    private static final String ALL = "/admin/v1/organizations";

    private final DemoServer server;
    private final Client operator;

    OrganizationStatesTest(DemoServer server) {
        this.server = server;
        this.operator = server.as("operator@acme.test");
    }

    @Test
    void listsEveryOrganizationAndNothingOfWhatIsInIt() {
        String name = "Listed " + System.nanoTime();
        create(name, "listed");

        JsonNode found =
                operator.get(ALL + "?search=" + name.replace(" ", "%20")).json().path("items");
        assertThat(found.size()).isEqualTo(1);
        assertThat(operator.get(ALL + "?size=1").json().path("next").isNull()).isFalse();
        assertThat(operator.get(ALL + "?cursor=MXx4").status()).isEqualTo(400);
        assertThat(operator.get(ALL + "?state=lost").status()).isEqualTo(400);
        assertThat(operator.get(ALL + "/" + server.globex() + "/keys").status()).isEqualTo(404);
    }

    @Test
    void archivesSoThatItCanBeReadAndNothingChanges() {
        String organization = ALL + "/" + create("Sleeper", "sleeper");
        JsonNode key =
                operator.post(organization + "/keys", "{\"name\":\"k\"}").json().path("key");
        assertThat(operator.get(organization + "/impact").json().path("keys").asInt())
                .isEqualTo(1);

        Answer archived = operator.post(organization + "/archive", null);

        assertThat(archived.json().path("state").asString()).isEqualTo("archived");
        assertThat(published(organization, key)).isEqualTo("KEY_STATE_DISABLED, organization archived");
        String listed = organization + "/keys?state=";
        assertThat(operator.get(listed + "organization_archived").body())
                .contains("\"state\":\"organization_archived\"");
        assertThat(operator.get(listed + "active").json().path("items").size()).isZero();
        Answer refused = operator.post(organization + "/keys", "{\"name\":\"k\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("organization_archived");
        assertThat(operator.patch(organization, "{\"name\":\"x\"}").code()).isEqualTo("organization_archived");
        assertThat(membership("sleeper").path("organizationState").asString()).isEqualTo("archived");
        assertThat(membership("sleeper").path("actions").toString()).doesNotContain("key.write");
        assertThat(operator.get(ALL + "?state=archived").body()).contains("Sleeper");
        String me = membership("sleeper").path("memberId").asString();
        JsonNode why = operator.get(organization + "/access/" + me + "/why?action=key.write")
                .json();
        assertThat(why.path("allowed").asBoolean()).isFalse();
        assertThat(why.path("sentence").asString()).contains("while the organization is archived");
        assertThat(operator.get(organization + "/access/" + me)
                        .json()
                        .path("everywhere")
                        .toString())
                .contains("key.read")
                .doesNotContain("key.write");
        assertThat(operator.get(organization + "/access/" + me + "/why?action=key.read")
                        .json()
                        .path("allowed")
                        .asBoolean())
                .isTrue();

        assertThat(operator.post(organization + "/restore", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("active");
        assertThat(published(organization, key)).isEqualTo("KEY_STATE_ACTIVE");
        assertThat(operator.post(organization + "/keys", "{\"name\":\"k\"}").status())
                .isEqualTo(201);
    }

    @Test
    void deletesWhatIsArchivedWithItsNameTypedAndKeepsTheBooks() {
        String id = create("Goner", "goner");
        String organization = ALL + "/" + id;
        operator.post(organization + "/keys", "{\"name\":\"k\"}");
        assertThat(delete(organization, "Goner").code()).isEqualTo("organization_active");
        operator.post(organization + "/archive", null);
        assertThat(delete(organization, "goner").code()).isEqualTo("name_mismatch");
        assertThat(operator.get(organization + "/impact")
                        .json()
                        .path("deletable")
                        .asBoolean())
                .isTrue();

        Answer deleted = delete(organization, "Goner");

        assertThat(deleted.json().path("state").asString()).isEqualTo("deleted");
        assertThat(operator.get(organization).status()).isEqualTo(404);
        assertThat(operator.post(organization + "/restore", null).status()).isEqualTo(404);
        assertThat(operator.get(ALL).body()).doesNotContain("Goner");
        assertThat(operator.get("/admin/v1/me").body()).doesNotContain("goner");
        assertThat(count(id, "api_key WHERE state <> 'revoked'")).isZero();
        assertThat(count(id, "role_grant")).isZero();
        assertThat(count(id, "member WHERE email <> '' OR issuer IS NOT NULL")).isZero();
        assertThat(count(id, "audit_entry WHERE action = 'organization.deleted'"))
                .isEqualTo(1);
        assertThat(count(id, "audit_entry")).isGreaterThan(3);
    }

    @Test
    void showsWhatAUnitTouchesBeforeItGoesAndDeletesOnlyWhatWasNeverUsed() {
        Client admin = server.as("admin@acme.test");
        String acme = ALL + "/" + server.acme();
        String units = acme + "/units";
        String team = admin.post(units, "{\"kind\":\"team\",\"name\":\"Going\"}")
                .json()
                .path("id")
                .asString();
        String inside = admin.post(units, "{\"kind\":\"project\",\"name\":\"In\",\"parentId\":\"" + team + "\"}")
                .json()
                .path("id")
                .asString();
        admin.post(acme + "/keys", "{\"name\":\"k\",\"unitId\":\"" + inside + "\",\"capUsd\":\"2.00\"}");

        JsonNode impact = admin.get(units + "/" + team + "/impact").json();
        assertThat(impact.path("keys").asInt()).isEqualTo(1);
        assertThat(impact.path("budgets").asInt()).isEqualTo(1);
        assertThat(impact.path("units").asInt()).isEqualTo(1);
        assertThat(impact.path("archivable").asBoolean()).isFalse();
        assertThat(impact.path("deletable").asBoolean()).isFalse();
        assertThat(impact.path("obstacles").size()).isEqualTo(3);

        assertThat(admin.post(units + "/" + inside + "/delete", null).code()).isEqualTo("unit_active");
        admin.post(units + "/" + inside + "/archive", null);
        assertThat(admin.post(units + "/" + inside + "/delete", null).code()).isEqualTo("unit_has_history");
        String unused = admin.post(units, "{\"kind\":\"class\",\"name\":\"Unused\"}")
                .json()
                .path("id")
                .asString();
        admin.post(units + "/" + unused + "/archive", null);
        assertThat(admin.get(units + "/" + unused + "/impact")
                        .json()
                        .path("deletable")
                        .asBoolean())
                .isTrue();
        assertThat(admin.post(units + "/" + unused + "/delete", null).status()).isEqualTo(200);
        assertThat(admin.get(units + "/" + unused).status()).isEqualTo(404);
    }

    /** A request's money is held at each level of its path; what would be lost to sight is there once. */
    @Test
    void countsWhatIsHeldOnce() {
        String id = create("Holder of leases", "holder-of-leases");
        String organization = ALL + "/" + id;
        String team = unit(organization, "team", "Holds", "");
        String one = unit(organization, "class", "Holds one", ",\"parentId\":\"" + team + "\"");
        String two = unit(organization, "class", "Holds two", ",\"parentId\":\"" + team + "\"");
        budget(organization, "organization", id);
        budget(organization, "class", one);
        for (String unit : java.util.List.of(one, two)) {
            operator.post(organization + "/keys", "{\"name\":\"k\",\"unitId\":\"" + unit + "\",\"capUsd\":\"2.00\"}");
        }
        operator.post(organization + "/keys", "{\"name\":\"of no unit\",\"capUsd\":\"2.00\"}");
        hold(id, "scope = 'key'", 1_000_000_000);
        hold(id, "scope = 'class'", 1_500_000_000);
        hold(id, "scope = 'organization'", 3_000_000_000L);

        assertThat(heldUsd(organization + "/units/" + one)).isEqualTo("1.50");
        assertThat(heldUsd(organization + "/units/" + two)).isEqualTo("1.00");
        assertThat(heldUsd(organization + "/units/" + team)).isEqualTo("2.50");
        assertThat(heldUsd(organization)).as("what is below holds more").isEqualTo("3.50");
        hold(id, "scope = 'organization'", 4_000_000_000L);
        assertThat(heldUsd(organization)).isEqualTo("4.00");
    }

    private String unit(String organization, String kind, String name, String more) {
        return operator.post(
                        organization + "/units", "{\"kind\":\"" + kind + "\",\"name\":\"" + name + "\"" + more + "}")
                .json()
                .path("id")
                .asString();
    }

    private void budget(String organization, String scope, String of) {
        Answer made = operator.post(
                organization + "/budgets",
                "{\"name\":\"" + scope + "\",\"scope\":\"" + scope + "\",\"scopeId\":\"" + of
                        + "\",\"period\":\"month\",\"limitUsd\":\"5.00\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    /** As if gateways had leased so much of each such budget. */
    private void hold(String organization, String which, long nanos) {
        server.database()
                .asOwner(owner -> owner.transactionResult(tx -> {
                    tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", organization);
                    return tx.dsl()
                            .execute(
                                    "INSERT INTO budget_period (organization_id, budget_id, period_start, hard, limit_nanos,"
                                            + " ceiling_nanos, leased_nanos) SELECT organization_id, budget_id, '2020-01-01',"
                                            + " true, 5000000000, 5000000000, ? FROM budget WHERE " + which
                                            + " ON CONFLICT (organization_id, budget_id, period_start)"
                                            + " DO UPDATE SET leased_nanos = excluded.leased_nanos",
                                    nanos);
                }));
    }

    private String heldUsd(String path) {
        return operator.get(path + "/impact").json().at("/held/usd").asString();
    }

    private String create(String name, String slug) {
        Answer made = operator.post(ALL, "{\"name\":\"" + name + "\",\"slug\":\"" + slug + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private Answer delete(String organization, String name) {
        return operator.post(organization + "/delete", "{\"name\":\"" + name + "\"}");
    }

    private JsonNode membership(String slug) {
        for (JsonNode one : operator.get("/admin/v1/me").json().path("organizations")) {
            if (one.path("slug").asString().equals(slug)) {
                return one;
            }
        }
        throw new AssertionError("not a member of " + slug);
    }

    private String published(String organization, JsonNode key) {
        return dev.bursar.server.publication.PublishedKeys.stateOf(
                server, organization.substring(ALL.length() + 1), key.path("id").asString());
    }

    private int count(String organization, String rows) {
        return server.database()
                .asOwner(owner -> owner.transactionResult(tx -> {
                    tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", organization);
                    return tx.dsl()
                            .fetchSingle("SELECT count(*)::int FROM " + rows)
                            .get(0, Integer.class);
                }));
    }
}
