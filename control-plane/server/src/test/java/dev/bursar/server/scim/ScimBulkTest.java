package dev.bursar.server.scim;

import static dev.bursar.server.scim.ScimClient.GROUP;
import static dev.bursar.server.scim.ScimClient.PATCH;
import static dev.bursar.server.scim.ScimClient.USER;
import static dev.bursar.server.scim.ScimClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many operations in one request (RFC 7644, 3.7). */
@WithDemoServer
class ScimBulkTest {
    private static final String BULK = "'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest']";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final DemoServer server;
    private final ScimClient scim;

    ScimBulkTest(DemoServer server) {
        this.server = server;
        this.scim = ScimClient.acme(server);
    }

    @Test
    void doesEachOperationAndSaysWhatBecameOfIt() {
        String there = scim.user("bulk-there@example.com", "");
        String gone = scim.user("bulk-gone@example.com", "");
        JsonNode done = bulk(
                post("/Users", "a", user("bulk-alice@example.com")),
                "{'method':'PUT','path':'/Users/" + there + "','version':'W/\"1\"','data':{" + USER
                        + ",'userName':'bulk-there@example.com','title':'Put'}}",
                "{'method':'patch','path':'/Users/" + there + "','data':{" + PATCH
                        + ",'Operations':[{'op':'add','path':'nickName','value':'P'}]}}",
                "{'method':'DELETE','path':'/Users/" + gone + "'}");

        assertThat(done.findValuesAsString("status")).containsExactly("201", "200", "200", "204");
        assertThat(done.findValuesAsString("method")).containsExactly("POST", "PUT", "PATCH", "DELETE");
        assertThat(done.findValuesAsString("version")).containsExactly("W/\"1\"", "W/\"2\"", "W/\"3\"");
        assertThat(done.path(0).path("bulkId").asString()).isEqualTo("a");
        JsonNode alice = scim.get("/Users/" + id(done.path(0))).json();
        assertThat(alice.path("userName").asString()).isEqualTo("bulk-alice@example.com");
        assertThat(done.path(0).path("location").asString())
                .isEqualTo(alice.at("/meta/location").asString());
        JsonNode changed = scim.get("/Users/" + there).json();
        assertThat(changed.path("title").asString()).isEqualTo("Put");
        assertThat(changed.path("nickName").asString()).isEqualTo("P");
        refused(scim.get("/Users/" + gone), 404, "");
    }

    @Test
    void makesWhatAnOperationRefersToBeforeIt() {
        JsonNode done = bulk(
                post(
                        "/Groups",
                        "g",
                        "{" + GROUP + ",'displayName':'Bulk guides','members':[{'type':'User','value':'bulkId:u'}]}"),
                post("/Users", "u", user("bulk-member@example.com")),
                "{'method':'PATCH','path':'/Groups/bulkId:g','data':{" + PATCH
                        + ",'Operations':[{'op':'add','path':'members','value':[{'value':'bulkId:late'}]}]}}",
                post("/Users", "late", user("bulk-late@example.com")));

        assertThat(done.findValuesAsString("status")).containsExactly("201", "201", "200", "201");
        JsonNode group = scim.get("/Groups/" + id(done.path(0))).json();
        assertThat(group.path("members").findValuesAsString("value"))
                .containsExactlyInAnyOrder(id(done.path(1)), id(done.path(3)));
        assertThat(done.path(2).path("location").asString())
                .isEqualTo(group.at("/meta/location").asString());
    }

    @Test
    void makesTwoThatReferToEachOther() {
        JsonNode done = bulk(
                post("/Users", "x", managed("bulk-x@example.com", "bulkId:y")),
                post("/Users", "y", managed("bulk-y@example.com", "bulkId:x")));

        assertThat(done.findValuesAsString("status")).containsExactly("201", "201");
        assertThat(manager(done.path(0))).isEqualTo(id(done.path(1)));
        assertThat(manager(done.path(1))).isEqualTo(id(done.path(0)));
    }

    @Test
    void goesOnAfterAFailureAndSaysWhatWasWrong() {
        JsonNode done = bulk(
                post("/Users", "twin", user("finance@acme.test")),
                post("/Groups", "g", "{" + GROUP + ",'displayName':'Never','members':[{'value':'bulkId:twin'}]}"),
                post("/Users", "ok", user("bulk-after@example.com")),
                "{'method':'DELETE','path':'/Users/" + UUID.randomUUID() + "'}",
                "{'method':'PUT','path':'/Users/bulkId:ok','version':'W/\"7\"','data':" + user("x") + "}",
                "{'method':'PATCH','path':'/Users/bulkId:nobody','data':{}}",
                "{'method':'GET','path':'/Users'}",
                post("/Devices", "d", "{}"),
                "{'method':'POST','path':'/Users','data':" + user("bulk-nameless@example.com") + "}",
                "{'method':'POST','path':'/Users/x','bulkId':'p','data':{}}",
                "{'method':'POST','path':'/Users','bulkId':'n'}",
                "'nonsense'");

        assertThat(statuses(done))
                .containsExactly("409", "409", "201", "404", "412", "400", "400", "404", "400", "405", "400", "404");
        assertThat(done.at("/0/response/scimType").asString()).isEqualTo("uniqueness");
        assertThat(done.at("/0").has("location")).isFalse();
        assertThat(done.at("/3/location").asString()).contains("/Users/");
        assertThat(scim.find("Groups", "displayName eq \"Never\"")
                        .path("totalResults")
                        .asInt())
                .isZero();
        assertThat(scim.find("Users", "userName eq \"bulk-nameless@example.com\"")
                        .path("totalResults")
                        .asInt())
                .isZero();
    }

    @Test
    void beginsNothingMoreAfterAsManyErrorsAsTheClientTakes() {
        Answer answer = send(
                "'failOnErrors':2,",
                "{'method':'GET'}",
                post("/Users", "1", user("bulk-one@example.com")),
                "{'method':'GET'}",
                post("/Users", "2", user("bulk-two@example.com")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer.json().path("Operations"))).containsExactly("404", "201", "404");
        assertThat(scim.find("Users", "userName eq \"bulk-two@example.com\"")
                        .path("totalResults")
                        .asInt())
                .isZero();
    }

    @Test
    void keepsWhatWasDoneBeforeAFailureWithItsAuditEntry() {
        JsonNode done = bulk(post("/Users", "k", user("bulk-kept@example.com")), "{'method':'GET'}");
        JsonNode trail = server.as("admin@acme.test")
                .get("/admin/v1/organizations/" + server.acme() + "/audit?resourceKind=member&resourceId="
                        + id(done.path(0)))
                .json()
                .path("items");
        assertThat(trail.findValuesAsString("action")).containsExactly("member.provisioned");
    }

    @Test
    void reachesNobodyOfAnotherOrganization() {
        String ours = scim.user("bulk-ours@example.com", "");
        ScimClient globex = ScimClient.of(server, server.globex(), "admin@globex.test");
        Answer answer = globex.post(
                "/Bulk",
                "{" + BULK + ",'Operations':[{'method':'DELETE','path':'/Users/" + ours + "'},"
                        + post(
                                "/Groups",
                                "g",
                                "{" + GROUP + ",'displayName':'Theirs','members':[{'value':'" + ours + "'}]}")
                        + "]}");
        assertThat(statuses(answer.json().path("Operations"))).containsExactly("404", "400");
        assertThat(scim.get("/Users/" + ours).status()).isEqualTo(200);
    }

    @Test
    void refusesTheWholeRequestWhereItIsNone() {
        JsonNode said = scim.get("/ServiceProviderConfig").json().path("bulk");
        assertThat(said.path("supported").booleanValue()).isTrue();
        int most = said.path("maxOperations").asInt();
        refused(scim.post("/Bulk", "{'Operations':[]}"), 400, "invalidSyntax");
        refused(scim.post("/Bulk", "{" + BULK + "}"), 400, "invalidSyntax");
        refused(scim.post("/Bulk", "{" + BULK + ",'Operations':[]}"), 400, "invalidSyntax");
        refused(send("'failOnErrors':0,", post("/Users", "a", user("bulk-no@example.com"))), 400, "invalidValue");
        refused(send("", post("/Users", "a", "{}"), post("/Groups", "a", "{}")), 400, "invalidValue");
        refused(send("", many(most + 1)), 413, "");
        assertThat(statuses(send("", many(most)).json().path("Operations")))
                .hasSize(most)
                .containsOnly("404");
        refused(
                scim.post(
                        "/Bulk",
                        "{'x':'" + "y".repeat(said.path("maxPayloadSize").asInt()) + "'}"),
                413,
                "");
        refused(scim.get("/Bulk"), 405, "");
        refused(scim.with("bsr_scim_none").post("/Bulk", "{}"), 401, "");
    }

    @Test
    void makesALongChainOfReferences() {
        String[] chain = IntStream.range(0, 60)
                .mapToObj(i ->
                        post("/Users", "c" + i, managed("chain-" + i + "@example.com", "bulkId:c" + (i + 1) % 60)))
                .toArray(String[]::new);
        assertThat(statuses(bulk(chain))).hasSize(60).containsOnly("201");
    }

    private JsonNode bulk(String... operations) {
        Answer answer = send("", operations);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/schemas/0").asString())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
        return answer.json().path("Operations");
    }

    private Answer send(String more, String... operations) {
        return scim.post("/Bulk", "{" + BULK + "," + more + "'Operations':[" + String.join(",", operations) + "]}");
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{'method':'DELETE'}").collect(Collectors.joining(","));
    }

    private static String post(String path, String bulkId, String data) {
        return "{'method':'POST','path':'" + path + "','bulkId':'" + bulkId + "','data':" + data + "}";
    }

    private static String user(String userName) {
        return "{" + USER + ",'userName':'" + userName + "'}";
    }

    private static String managed(String userName, String manager) {
        return "{" + USER + ",'userName':'" + userName + "','" + ENTERPRISE + "':{'manager':{'value':'" + manager
                + "'}}}";
    }

    private String manager(JsonNode result) {
        return scim.get("/Users/" + id(result))
                .json()
                .path(ENTERPRISE)
                .at("/manager/value")
                .asString();
    }

    private static String id(JsonNode result) {
        String location = result.path("location").asString();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Not those within the errors. */
    private static List<String> statuses(JsonNode results) {
        List<String> statuses = new ArrayList<>();
        results.forEach(result -> statuses.add(result.path("status").asString()));
        return statuses;
    }
}
