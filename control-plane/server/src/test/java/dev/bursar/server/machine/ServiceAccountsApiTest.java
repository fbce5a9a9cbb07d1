package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.API_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Service accounts and their keys, as people make them and as programs use them. */
@WithDemoServer
class ServiceAccountsApiTest {
    private final DemoServer server;
    private final Client admin;
    private final Machines machines;
    private final String organization;

    ServiceAccountsApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.machines = new Machines(server);
        this.organization = "/admin/v1/organizations/" + server.acme();
    }

    @Test
    void makesRenamesDisablesAndListsAServiceAccount() {
        String name = "deploy " + UUID.randomUUID();
        Answer created = admin.post(
                organization + "/service-accounts", "{\"name\":\"" + name + "\",\"description\":\"Ships it.\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String one =
                organization + "/service-accounts/" + created.json().path("id").asString();

        Answer renamed = admin.send(
                "PATCH", one, "{\"name\":\"" + name + " 2\",\"state\":\"disabled\"}", Map.of("if-match", "\"1\""));

        assertThat(renamed.header("etag")).isEqualTo("\"2\"");
        assertThat(renamed.json().path("state").asString()).isEqualTo("disabled");
        assertThat(admin.send("PATCH", one, "{\"state\":\"active\"}", Map.of("if-match", "\"1\""))
                        .status())
                .isEqualTo(412);
        assertThat(admin.get(organization + "/service-accounts?state=disabled&search=" + name.substring(7))
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(admin.post(
                                organization + "/service-accounts",
                                "{\"name\":\"" + name.toUpperCase(java.util.Locale.ROOT) + " 2\"}")
                        .code())
                .isEqualTo("name_taken");
        assertThat(admin.get(organization + "/audit?resourceKind=service_account")
                        .body())
                .contains("service_account.created", "service_account.changed", name);
    }

    @Test
    void showsAManagementKeysSecretOnceAndKeepsItFromTheOtherKeys() {
        String account = machines.account("organization_admin");

        Answer issued = machines.issue(account, null);

        String secret = issued.json().path("secret").asString();
        String key = issued.json().path("key").path("id").asString();
        assertThat(secret).startsWith("bsr_live_");
        String listed = admin.get(organization + "/service-accounts/" + account + "/keys")
                .body();
        assertThat(listed).contains(key).doesNotContain(secret.substring(22));
        assertThat(admin.get(organization + "/audit?resourceKind=management_key")
                        .body())
                .contains("management_key.issued")
                .doesNotContain(secret.substring(22));
        assertThat(admin.get(organization + "/keys?size=200").body()).doesNotContain(key);
        assertThat(admin.get(organization + "/keys/" + key).status()).isEqualTo(404);
        assertThat(admin.post(organization + "/keys/" + key + "/revoke", null).status())
                .isEqualTo(404);
    }

    @Test
    void letsAKeyDoWhatItsAccountsRolesAllowAndNothingElse() {
        String account = machines.account("auditor");
        Client machine = server.withToken(
                machines.issue(account, null).json().path("secret").asString());

        assertThat(machine.get(organization + "/keys").status()).isEqualTo(200);
        Answer refused = machine.post(organization + "/keys", "{\"name\":\"x\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("action_missing");
        assertThat(machine.get("/admin/v1/organizations/" + server.globex()).status())
                .isEqualTo(404);
        assertThat(machine.get("/admin/v1/me/sessions").code()).isEqualTo("people_only");
        assertThat(admin.get(organization + "/audit?size=5").body()).contains("service_account");

        Client powerless = server.withToken(
                machines.issue(machines.account(""), null).json().path("secret").asString());
        assertThat(powerless.get(organization + "/keys").status()).isEqualTo(403);
    }

    @Test
    void saysWhoTheyAre() {
        String account = machines.account("auditor");
        Client machine = server.withToken(
                machines.issue(account, null).json().path("secret").asString());
        JsonNode me = machine.get("/admin/v1/me").json();
        assertThat(me.path("kind").asString()).isEqualTo("service_account");
        assertThat(me.path("subject").asString()).isEqualTo(account);
        assertThat(me.path("name").asString()).startsWith("machine ");
        assertThat(me.path("organizations").size()).isOne();
        JsonNode here = me.path("organizations").path(0);
        assertThat(here.path("organizationId").asString()).isEqualTo(server.acme());
        assertThat(here.path("memberId").asString()).isEqualTo(account);
        assertThat(here.path("roles").toString()).isEqualTo("[\"auditor\"]");
        assertThat(here.path("actions").toString()).contains("audit.read").doesNotContain("key.write\"");
        assertThat(admin.get("/admin/v1/me").json().path("kind").asString()).isEqualTo("person");

        admin.patch(organization + "/service-accounts/" + account, "{\"state\":\"disabled\"}");
        assertThat(machine.get("/admin/v1/me").status()).isEqualTo(401);
    }

    @Test
    void namesTheAccountInTheAuditLogAndSaysWhenItWasActive() {
        String account = machines.account("organization_admin");
        Answer issued = machines.issue(account, null);
        Client machine = server.withToken(issued.json().path("secret").asString());

        Answer made = machine.post(organization + "/service-accounts", "{\"name\":\"made " + UUID.randomUUID() + "\"}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String entries = admin.get(organization + "/audit?resourceKind=service_account&resourceId="
                        + made.json().path("id").asString())
                .body();
        assertThat(entries).contains("\"service_account\"", account);
        assertThat(admin.get(organization + "/service-accounts/" + account)
                        .json()
                        .path("lastActiveAt")
                        .asString())
                .isNotEmpty();
        assertThat(admin.get(organization + "/service-accounts/" + account + "/keys")
                        .json()
                        .path("items")
                        .path(0)
                        .path("lastUsedAt")
                        .asString())
                .isNotEmpty();
    }

    /** Whoever has the key can do what the account may. */
    @Test
    void letsNobodyIssueAKeyOfAnAccountThatMayMoreThanThey() {
        String account = machines.account("platform_operator");

        Answer refused = machines.issue(account, null);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("exceeds_own_authority");
        assertThat(refused.body()).contains("organization.create");
        assertThat(admin.post(
                                organization + "/workload-trusts",
                                "{\"name\":\"t\",\"issuer\":\"http://127.0.0.1:1\",\"subjectPattern\":\"a*\","
                                        + "\"serviceAccountId\":\"" + account + "\"}")
                        .code())
                .isEqualTo("exceeds_own_authority");
    }

    @Test
    void refusesARevokedKeyAndADisabledAccountFromTheNextRequestOn() {
        String account = machines.account("auditor");
        Answer issued = machines.issue(account, null);
        Client machine = server.withToken(issued.json().path("secret").asString());
        String one = organization + "/service-accounts/" + account;
        assertThat(machine.get(organization).status()).isEqualTo(200);

        admin.patch(one, "{\"state\":\"disabled\"}");
        assertRefused(machine, 401, "service_account_disabled");
        admin.patch(one, "{\"state\":\"active\"}");
        assertThat(machine.get(organization).status()).isEqualTo(200);

        String key = one + "/keys/" + issued.json().path("key").path("id").asString();
        assertThat(admin.post(key + "/revoke", null).json().path("state").asString())
                .isEqualTo("revoked");
        assertThat(admin.post(key + "/revoke", null).status()).isEqualTo(200);
        assertRefused(machine, 401, "key_revoked");
    }

    @Test
    void refusesAnExpiredKey() {
        String account = machines.account("auditor");
        Answer issued = machines.issue(account, Instant.now().plusSeconds(3600).toString());
        UUID key = UUID.fromString(issued.json().path("key").path("id").asString());
        server.bean(Tenancy.class)
                .write(
                        UUID.fromString(server.acme()),
                        tx -> tx.update(API_KEY)
                                .set(API_KEY.EXPIRES_AT, Instant.now().minusSeconds(1))
                                .where(API_KEY.KEY_ID.eq(key))
                                .execute());

        assertRefused(server.withToken(issued.json().path("secret").asString()), 401, "key_expired");
        assertThat(machines.issue(account, "2020-01-01T00:00:00Z").code()).isEqualTo("expiry_not_in_future");
    }

    @Test
    void refusesAKeyThatCallsModels() {
        Answer issued = admin.post(organization + "/keys", "{\"name\":\"a key for models\"}");

        assertRefused(server.withToken(issued.json().path("secret").asString()), 403, "key_calls_models");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bsr_", "bsr_live_x", "bsr_live_4fTqQQQQQQQQ_0000000000000000000000000000000000000000000AAAAAA"})
    void refusesWhatOnlyLooksLikeAKey(String text) {
        assertRefused(server.withToken(text), 401, "key_malformed");
    }

    @Test
    void letsAuditorsReadAndMembersNeither() {
        String account = machines.account("");
        Client auditor = server.as("auditor@acme.test");
        Client member = server.as("member@acme.test");

        assertThat(auditor.get(organization + "/service-accounts").status()).isEqualTo(200);
        assertThat(auditor.post(organization + "/service-accounts/" + account + "/keys", "{\"name\":\"k\"}")
                        .status())
                .isEqualTo(403);
        assertThat(member.get(organization + "/service-accounts").status()).isEqualTo(403);
        assertThat(member.get(organization + "/workload-trusts").status()).isEqualTo(403);
    }

    private void assertRefused(Client client, int status, String code) {
        Answer answer = client.get(organization);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }
}
