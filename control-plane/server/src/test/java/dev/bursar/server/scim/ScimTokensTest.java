package dev.bursar.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@WithDemoServer
class ScimTokensTest {
    private final DemoServer server;
    private final DemoServer.Client admin;
    private final String path;

    ScimTokensTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.path = "/admin/v1/organizations/" + server.acme() + "/scim";
    }

    @Test
    void showsATokenOnceAndItsAddressAlways() {
        Answer issued = admin.post(path + "/tokens", "{\"name\":\"Entra ID\"}");
        String secret = issued.json().path("secret").asString();

        assertThat(secret).startsWith("bsr_scim_");
        assertThat(admin.get(path + "/tokens").body()).contains("Entra ID").doesNotContain(secret);
        assertThat(admin.get(path).json().path("address").asString())
                .isEqualTo(server.base() + "/scim/v2/" + server.acme());
        String trail = admin.get("/admin/v1/organizations/" + server.acme() + "/audit?resourceKind=scim_token")
                .body();
        assertThat(trail).contains("scim_token.issued").doesNotContain(secret);
        revoke(issued);
    }

    @Test
    void revokesAtOnceAndForGood() {
        Answer first = admin.post(path + "/tokens", "{\"name\":\"old\"}");
        Answer second = admin.post(path + "/tokens", "{\"name\":\"new\"}");
        ScimClient scim = ScimClient.acme(server);
        ScimClient old = scim.with(first.json().path("secret").asString());
        ScimClient fresh = scim.with(second.json().path("secret").asString());
        assertThat(old.get("/Users").status()).isEqualTo(200);

        assertThat(revoke(first).path("state").asString()).isEqualTo("revoked");
        assertThat(revoke(first).path("state").asString()).isEqualTo("revoked");

        ScimClient.refused(old.get("/Users"), 401, "");
        assertThat(fresh.get("/Users").status()).isEqualTo(200);
        revoke(second);
    }

    @Test
    void endsATokenWhenItExpires() {
        Answer issued = admin.post(path + "/tokens", "{\"name\":\"brief\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}");
        ScimClient scim =
                ScimClient.acme(server).with(issued.json().path("secret").asString());
        assertThat(scim.get("/Users").status()).isEqualTo(200);

        server.database().asOwner(owner -> {
            owner.transaction(tx -> {
                tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", server.acme());
                tx.dsl().execute("UPDATE scim_token SET expires_at = now() - interval '1 second' WHERE name = 'brief'");
            });
            return true;
        });

        ScimClient.refused(scim.get("/Users"), 401, "");
        assertThat(admin.post(path + "/tokens", "{\"name\":\"x\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}")
                        .code())
                .isEqualTo("expiry_not_in_future");
    }

    @Test
    void letsNobodyElseIn() {
        ScimClient acme = ScimClient.acme(server);
        ScimClient globex = ScimClient.of(server, server.globex(), "admin@globex.test");
        String token = acme.token();
        String altered = token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0");
        for (String wrong : new String[] {
            globex.token(), admin.token(), server.demo().path("apiKey").asString("x"), altered, "", "x", "bsr_scim_"
        }) {
            ScimClient.refused(acme.with(wrong).get("/Users"), 401, "");
        }
        Answer elsewhere = server.withToken(token).get("/scim/v2/00000000-0000-0000-0000-000000000000/Users");
        ScimClient.refused(elsewhere, 401, "");
        assertThat(elsewhere.header("www-authenticate")).isEqualTo("Bearer");
        ScimClient.refused(server.withToken(token).get("/scim/v2/acme/Users"), 401, "");
        assertThat(server.withToken(token)
                        .get("/admin/v1/organizations/" + server.acme())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void leavesTokensToThoseWhoAdministerTheOrganization() {
        for (String email : new String[] {"member@acme.test", "teamadmin@acme.test", "auditor@acme.test"}) {
            assertThat(server.as(email)
                            .post(path + "/tokens", "{\"name\":\"mine\"}")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(server.as("auditor@acme.test").get(path + "/tokens").status())
                .isEqualTo(200);
        assertThat(server.as("member@acme.test").get(path).status()).isEqualTo(403);
        assertThat(server.as("admin@globex.test").get(path).status()).isEqualTo(404);
    }

    @Test
    void letsTenWorkAtATime() {
        Answer last = admin.post(path + "/tokens", "{\"name\":\"one\"}");
        for (int i = 0; i < Tokens.MAX_ACTIVE && last.status() == 201; i++) {
            last = admin.post(path + "/tokens", "{\"name\":\"many\"}");
        }
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.code()).isEqualTo("too_many_tokens");
        for (JsonNode token : admin.get(path + "/tokens").json().path("items")) {
            if (token.path("name").asString().matches("one|many")) {
                admin.post(path + "/tokens/" + token.path("id").asString() + "/revoke", null);
            }
        }
    }

    @Test
    void issuesOnceForARepeatedRequest() {
        Map<String, String> headers = Map.of("Idempotency-Key", "once-and-for-all");
        Answer first = admin.send("POST", path + "/tokens", "{\"name\":\"repeated\"}", headers);
        Answer again = admin.send("POST", path + "/tokens", "{\"name\":\"repeated\"}", headers);
        assertThat(again.body()).isEqualTo(first.body());
        revoke(first);
    }

    private JsonNode revoke(Answer issued) {
        String id = issued.json().path("token").path("id").asString();
        return admin.post(path + "/tokens/" + id + "/revoke", null).json();
    }
}
