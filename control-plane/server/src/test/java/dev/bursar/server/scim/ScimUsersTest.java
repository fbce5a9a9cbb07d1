package dev.bursar.server.scim;

import static dev.bursar.server.scim.ScimClient.USER;
import static dev.bursar.server.scim.ScimClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Users as RFC 7644 has them, over HTTP and in PostgreSQL. */
@WithDemoServer
class ScimUsersTest {
    private final DemoServer server;
    private final ScimClient scim;

    ScimUsersTest(DemoServer server) {
        this.server = server;
        this.scim = ScimClient.acme(server);
    }

    @Test
    void createsAUserAndShowsItAsItWasSaid() {
        Answer created = scim.post("/Users", "{" + USER + """
                ,'userName':'bjensen@example.com','externalId':'701984','name':{'formatted':'Ms. Barbara J Jensen, III',
                 'familyName':'Jensen','givenName':'Barbara'},'title':'Tour Guide','password':'t1meMa$heen',
                 'emails':[{'value':'bjensen@example.com','type':'work','primary':true},{'value':'babs@jensen.org','type':'home'}],
                 'phoneNumbers':[{'value':'555-555-5555','type':'work'}],'shoeSize':'38',
                 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'Tours','manager':{'value':'26118915'}}}""");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        JsonNode user = created.json();
        String id = user.path("id").asString();
        assertThat(created.header("content-type")).startsWith("application/scim+json");
        assertThat(created.header("location"))
                .isEqualTo(user.at("/meta/location").asString())
                .endsWith("/Users/" + id);
        assertThat(created.header("etag"))
                .isEqualTo("W/\"1\"")
                .isEqualTo(user.at("/meta/version").asString());
        assertThat(user.path("schemas")).hasSize(2);
        assertThat(user.path("active").booleanValue()).isTrue();
        assertThat(user.path("emails")).hasSize(2);
        assertThat(user.path("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
                        .path("department")
                        .asString())
                .isEqualTo("Tours");
        assertThat(created.body()).doesNotContain("t1meMa$heen").doesNotContain("shoeSize");
        assertThat(scim.get("/Users/" + id).json()).isEqualTo(user);
        assertThat(scim.get("/Users/" + id + "?attributes=userName").json().propertyNames())
                .containsExactlyInAnyOrder("schemas", "id", "userName");
    }

    @Test
    void givesAUserNameOnceWhateverItsCase() {
        scim.user("twin@example.com", "");
        refused(scim.post("/Users", "{" + USER + ",'userName':'TWIN@example.com'}"), 409, "uniqueness");
        refused(scim.post("/Users", "{" + USER + ",'userName':'Finance@acme.test'}"), 409, "uniqueness");
        String other = scim.user("other@example.com", "");
        refused(
                scim.patch("/Users/" + other, "{'op':'replace','path':'userName','value':'twin@EXAMPLE.com'}"),
                409,
                "uniqueness");
        assertThat(scim.patch("/Users/" + other, "{'op':'replace','path':'userName','value':'OTHER@example.com'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void replacesWhatIsSaidAndForgetsTheRest() {
        String id = scim.user("put@example.com", ",'title':'A','nickName':'N','externalId':'x'");
        Answer replaced = scim.put("/Users/" + id, "{" + USER + ",'userName':'put@example.com','title':'B'}");

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("title").asString()).isEqualTo("B");
        assertThat(replaced.json().has("nickName")).isFalse();
        assertThat(replaced.json().has("externalId")).isFalse();
        assertThat(replaced.json().path("active").booleanValue()).isTrue();
        refused(scim.put("/Users/" + id, "{" + USER + ",'title':'C'}"), 400, "invalidValue");
        refused(scim.put("/Users/" + id, "{'userName':'x'}"), 400, "invalidSyntax");
    }

    @Test
    void changesAllOrNothing() {
        String id = scim.user("patch@example.com", ",'title':'A'");
        refused(
                scim.patch(
                        "/Users/" + id,
                        "{'op':'replace','path':'title','value':'B'},{'op':'replace','path':'active','value':'maybe'}"),
                400,
                "invalidValue");
        assertThat(scim.get("/Users/" + id).json().path("title").asString()).isEqualTo("A");
        Answer patched = scim.patch(
                "/Users/" + id,
                "{'op':'replace','path':'title','value':'B'},{'op':'add','path':'emails[type eq \"work\"].value','value':'p@work.test'}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().at("/emails/0/value").asString()).isEqualTo("p@work.test");
        assertThat(patched.header("etag")).isEqualTo("W/\"2\"");
    }

    @Test
    void changesNothingWhereNothingIsNew() {
        String id = scim.user("same@example.com", ",'title':'A'");
        Answer same = scim.patch("/Users/" + id, "{'op':'replace','path':'title','value':'A'}");
        assertThat(same.header("etag")).isEqualTo("W/\"1\"");
    }

    @Test
    void mindsVersions() {
        String id = scim.user("etag@example.com", "");
        String path = "/Users/" + id;
        Map<String, String> known = Map.of("If-None-Match", "W/\"1\"");
        assertThat(scim.send("GET", path, null, known).status()).isEqualTo(304);
        scim.patch(path, "{'op':'add','path':'title','value':'A'}");
        assertThat(scim.send("GET", path, null, known).status()).isEqualTo(200);
        Map<String, String> stale = Map.of("If-Match", "W/\"1\"");
        refused(scim.send("PUT", path, "{" + USER + ",'userName':'etag@example.com'}", stale), 412, "");
        refused(scim.send("DELETE", path, null, stale), 412, "");
        assertThat(scim.send(
                                "PUT",
                                path,
                                "{" + USER + ",'userName':'etag@example.com'}",
                                Map.of("If-Match", "\"7\", W/\"2\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesUsersAway() {
        String id = scim.user("gone@example.com", "");
        assertThat(scim.delete("/Users/" + id).status()).isEqualTo(204);
        refused(scim.get("/Users/" + id), 404, "");
        refused(scim.delete("/Users/" + id), 404, "");
        refused(scim.patch("/Users/" + id, "{'op':'add','path':'title','value':'A'}"), 404, "");
        assertThat(scim.find("Users", "userName eq \"gone@example.com\"")
                        .path("totalResults")
                        .asInt())
                .isZero();
        assertThat(scim.user("gone@example.com", "")).isNotEqualTo(id);
    }

    @Test
    void findsAndTakesOverPeopleWhoWereThereBefore() {
        JsonNode found = scim.find("Users", "userName eq \"INSTRUCTOR@acme.test\"")
                .path("Resources")
                .path(0);
        String id = found.path("id").asString();
        assertThat(found.path("displayName").asString()).isEqualTo("Ines Moreau");

        Answer taken = scim.patch("/Users/" + id, "{'op':'add','path':'externalId','value':'okta-1'}");

        assertThat(taken.json().path("displayName").asString()).isEqualTo("Ines Moreau");
        assertThat(taken.json().at("/emails/0/value").asString()).isEqualTo("instructor@acme.test");
        assertThat(scim.find("Users", "externalId eq \"okta-1\"")
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
        assertThat(server.as("instructor@acme.test")
                        .get("/admin/v1/organizations/" + server.acme())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsTenantsApart() {
        String ours = scim.user("ours@example.com", "");
        ScimClient globex = ScimClient.of(server, server.globex(), "admin@globex.test");
        refused(globex.get("/Users/" + ours), 404, "");
        refused(globex.patch("/Users/" + ours, "{'op':'replace','path':'active','value':false}"), 404, "");
        refused(globex.put("/Users/" + ours, "{" + USER + ",'userName':'mine'}"), 404, "");
        refused(globex.delete("/Users/" + ours), 404, "");
        assertThat(globex.find("Users", "userName eq \"ours@example.com\"")
                        .path("totalResults")
                        .asInt())
                .isZero();
        assertThat(globex.user("ours@example.com", "")).isNotEqualTo(ours);
        assertThat(scim.get("/Users/" + ours).json().path("active").booleanValue())
                .isTrue();
    }

    @Test
    void writesEachChangeIntoTheAuditLogUnderTheTokensName() {
        String id = scim.user("audited@example.com", "");
        scim.patch("/Users/" + id, "{'op':'add','path':'title','value':'A'}");
        scim.patch("/Users/" + id, "{'op':'replace','path':'active','value':false}");
        scim.delete("/Users/" + id);

        JsonNode trail = server.as("admin@acme.test")
                .get("/admin/v1/organizations/" + server.acme() + "/audit?resourceKind=member&resourceId=" + id)
                .json()
                .path("items");
        assertThat(trail.findValuesAsString("action"))
                .containsExactly("member.removed", "member.suspended", "member.changed", "member.provisioned");
        assertThat(trail.path(0).path("actorKind").asString()).isEqualTo("scim");
        assertThat(trail.path(0).path("actorName").asString()).isEqualTo("Identity provider");
    }

    @Test
    void answersWhatItDoesNotServe() {
        refused(scim.get("/Users/" + UUID.randomUUID()), 404, "");
        refused(scim.get("/Users/nobody"), 404, "");
        refused(scim.get("/Devices"), 404, "");
        refused(scim.get("/Me"), 501, "");
        refused(scim.post("/Users/" + UUID.randomUUID(), "{}"), 405, "");
        refused(scim.delete("/Schemas"), 405, "");
        refused(scim.get("/Schemas?filter=id%20pr"), 403, "");
        refused(scim.send("POST", "/Users", "{}", Map.of("content-type", "text/xml")), 415, "");
    }

    @Test
    void describesItself() {
        assertThat(scim.get("/ServiceProviderConfig")
                        .json()
                        .at("/patch/supported")
                        .booleanValue())
                .isTrue();
        JsonNode types = scim.get("/ResourceTypes").json();
        assertThat(types.path("totalResults").asInt()).isEqualTo(2);
        assertThat(scim.get("/ResourceTypes/User").json())
                .isEqualTo(types.path("Resources").path(0));
        JsonNode schemas = scim.get("/Schemas").json();
        assertThat(schemas.path("totalResults").asInt()).isEqualTo(3);
        for (JsonNode schema : schemas.path("Resources")) {
            assertThat(scim.get("/Schemas/" + schema.path("id").asString()).json())
                    .isEqualTo(schema);
        }
    }
}
