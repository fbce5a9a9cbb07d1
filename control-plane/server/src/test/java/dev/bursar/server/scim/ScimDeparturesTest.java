package dev.bursar.server.scim;

import static dev.bursar.server.scim.ScimClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What follows when an identity provider switches somebody off, or takes them away. */
@WithDemoServer
class ScimDeparturesTest {
    private static final String OFF = "{'op':'replace','path':'active','value':false}";
    private static final String ON = "{'op':'replace','path':'active','value':true}";

    private final DemoServer server;
    private final DemoServer.Client admin;
    private final ScimClient scim;
    private final String organization;

    ScimDeparturesTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.scim = ScimClient.acme(server);
        this.organization = "/admin/v1/organizations/" + server.acme();
    }

    @Test
    void disablesTheKeysOfWhoeverIsSwitchedOffAndRevivesNone() {
        String person = scim.user("keys@example.com", "");
        String key = keyOf(person);
        String other = keyOf(scim.user("bystander@example.com", ""));
        long before = revision();

        assertThat(scim.patch("/Users/" + person, OFF).status()).isEqualTo(200);

        assertThat(state(key)).isEqualTo("disabled");
        assertThat(state(other)).isEqualTo("active");
        assertThat(revision()).isEqualTo(before + 1);
        assertThat(scim.patch("/Users/" + person, ON).json().path("active").booleanValue())
                .isTrue();
        assertThat(state(key)).isEqualTo("disabled");
        assertThat(scim.delete("/Users/" + person).status()).isEqualTo(204);
        assertThat(state(key)).isEqualTo("revoked");
    }

    @Test
    void endsTheSessionsOfWhoeverIsSwitchedOff() {
        String email = "finance@acme.test";
        String token = server.withToken(null)
                .post(
                        "/issuer/token",
                        "{\"email\":\"" + email + "\",\"password\":\"" + server.passwordOf(email) + "\"}")
                .json()
                .path("access_token")
                .asString();
        DemoServer.Client person = server.withToken(token);
        assertThat(person.get(organization).status()).isEqualTo(200);
        String id = scim.find("Users", "userName eq \"" + email + "\"")
                .at("/Resources/0/id")
                .asString();

        scim.patch("/Users/" + id, OFF);
        Answer after = person.get("/admin/v1/me");
        scim.patch("/Users/" + id, ON);

        assertThat(after.status()).as(after.body()).isEqualTo(401);
        assertThat(after.code()).isEqualTo("session_ended");
    }

    @Test
    void neverTakesTheLastAdmin() {
        ScimClient globex = ScimClient.of(server, server.globex(), "admin@globex.test");
        String only = globex.find("Users", "userName eq \"admin@globex.test\"")
                .at("/Resources/0/id")
                .asString();
        refused(globex.patch("/Users/" + only, OFF), 409, "");
        refused(globex.delete("/Users/" + only), 409, "");
        assertThat(server.as("admin@globex.test")
                        .get("/admin/v1/organizations/" + server.globex())
                        .status())
                .isEqualTo(200);
    }

    private String keyOf(String person) {
        Answer issued =
                admin.post(organization + "/keys", "{\"name\":\"theirs\",\"ownerMemberId\":\"" + person + "\"}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        return issued.json().path("key").path("id").asString();
    }

    private String state(String key) {
        JsonNode found = admin.get(organization + "/keys/" + key).json();
        return found.path("state").asString();
    }

    /** Of the policy that gateways hear of. */
    private long revision() {
        return server.database()
                .asOwner(owner ->
                        owner.fetchSingle("SELECT revision FROM policy_head").get(0, Long.class));
    }
}
