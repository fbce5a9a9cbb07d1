package dev.bursar.server.scim;

import static dev.bursar.server.scim.ScimClient.GROUP;
import static dev.bursar.server.scim.ScimClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@WithDemoServer
class ScimGroupsTest {
    private final DemoServer server;
    private final ScimClient scim;

    ScimGroupsTest(DemoServer server) {
        this.server = server;
        this.scim = ScimClient.acme(server);
    }

    @Test
    void createsAGroupWithItsMembers() {
        String ada = scim.user("group-ada@example.com", ",'displayName':'Ada'");
        Answer created = scim.post(
                "/Groups",
                "{" + GROUP + ",'displayName':'Tour Guides','externalId':'tg','members':[{'value':'" + ada + "'}]}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        JsonNode group = created.json();
        assertThat(created.header("location"))
                .endsWith("/Groups/" + group.path("id").asString());
        assertThat(group.at("/members/0/display").asString()).isEqualTo("Ada");
        assertThat(group.at("/members/0/$ref").asString()).endsWith("/Users/" + ada);
        assertThat(scim.get("/Groups/" + group.path("id").asString()).json()).isEqualTo(group);
        assertThat(scim.get("/Users/" + ada).json().at("/groups/0/display").asString())
                .isEqualTo("Tour Guides");
        refused(scim.post("/Groups", "{" + GROUP + ",'displayName':'TOUR guides'}"), 409, "uniqueness");
    }

    @Test
    void changesWhoIsInIt() {
        String ada = scim.user("member-ada@example.com", "");
        String bob = scim.user("member-bob@example.com", "");
        String path = group("Changing");

        assertThat(scim.patch(
                                path,
                                "{'op':'add','path':'members','value':[{'value':'" + ada + "'},{'value':'" + bob
                                        + "'}]}")
                        .status())
                .isEqualTo(204);
        assertThat(members(path)).containsExactlyInAnyOrder(ada, bob);
        scim.patch(path, "{'op':'remove','path':'members[value eq \"" + ada + "\"]'}");
        assertThat(members(path)).containsExactly(bob);
        scim.patch(path, "{'op':'Remove','path':'members','value':[{'value':'" + bob + "'}]}");
        assertThat(members(path)).isEmpty();
        Answer shown = scim.send(
                "PATCH",
                path + "?attributes=members",
                "{" + ScimClient.PATCH + ",'Operations':[{'op':'replace','value':{'members':[{'value':'" + bob
                        + "'}]}}]}",
                Map.of());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().at("/members/0/value").asString()).isEqualTo(bob);
        scim.put(path, "{" + GROUP + ",'displayName':'Changed'}");
        assertThat(members(path)).isEmpty();
        assertThat(scim.get(path).json().path("displayName").asString()).isEqualTo("Changed");
    }

    @Test
    void takesNobodyWhoIsNotThere() {
        String path = group("Strict");
        String theirs =
                ScimClient.of(server, server.globex(), "admin@globex.test").user("globex@example.com", "");
        String gone = scim.user("member-gone@example.com", "");
        scim.delete("/Users/" + gone);
        for (String member : new String[] {theirs, gone, UUID.randomUUID().toString(), "x", ""}) {
            refused(
                    scim.patch(path, "{'op':'add','path':'members','value':[{'value':'" + member + "'}]}"),
                    400,
                    "invalidValue");
        }
        refused(
                scim.patch(path, "{'op':'add','path':'members','value':[{'value':'" + theirs + "','type':'Group'}]}"),
                400,
                "invalidValue");
        assertThat(members(path)).isEmpty();
    }

    @Test
    void takesAGroupAway() {
        String ada = scim.user("ungrouped@example.com", "");
        String path = group("Brief");
        scim.patch(path, "{'op':'add','path':'members','value':[{'value':'" + ada + "'}]}");
        assertThat(scim.delete(path).status()).isEqualTo(204);
        refused(scim.get(path), 404, "");
        assertThat(scim.get("/Users/" + ada).json().has("groups")).isFalse();
    }

    @Test
    void keepsTenantsApart() {
        String path = group("Ours");
        ScimClient globex = ScimClient.of(server, server.globex(), "admin@globex.test");
        refused(globex.get(path), 404, "");
        refused(globex.delete(path), 404, "");
        refused(globex.put(path, "{" + GROUP + ",'displayName':'Theirs'}"), 404, "");
        assertThat(globex.find("Groups", "displayName eq \"Ours\"")
                        .path("totalResults")
                        .asInt())
                .isZero();
        assertThat(scim.get(path).json().path("displayName").asString()).isEqualTo("Ours");
    }

    private String group(String name) {
        Answer created = scim.post("/Groups", "{" + GROUP + ",'displayName':'" + name + "'}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return "/Groups/" + created.json().path("id").asString();
    }

    private java.util.List<String> members(String path) {
        return scim.get(path).json().path("members").findValuesAsString("value");
    }
}
