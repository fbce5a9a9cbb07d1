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
