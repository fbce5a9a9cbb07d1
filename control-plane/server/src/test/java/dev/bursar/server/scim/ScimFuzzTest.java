package dev.bursar.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a client with a token sends is answered in SCIM's words, and never by an error of the server's. */
@WithDemoServer
class ScimFuzzTest {
    private static final int ROUNDS = 600;

    private final ScimClient scim;

    ScimFuzzTest(DemoServer server) {
        this.scim = ScimClient.acme(server);
    }

    @Test
    void answersDamagedBodiesWithAClientsError() {
        String[] bodies = {
            "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'fuzz@example.com','active':true,"
                    + "'name':{'givenName':'F'},'emails':[{'value':'f@x.test','primary':true}]}",
            "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Fuzz','members':[{'value':'x'}]}",
            "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{'op':'add','path':'emails[type eq \"work\"].value','value':'x'}]}",
            "{'schemas':['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],'filter':'userName eq \"x\"','count':3}",
            "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'failOnErrors':3,'Operations':["
                    + "{'method':'POST','path':'/Groups','bulkId':'g','data':{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],"
                    + "'displayName':'Bulk fuzz','members':[{'value':'bulkId:u'}]}},{'method':'POST','path':'/Users','bulkId':'u',"
                    + "'data':{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'bulk-fuzz@example.com'}},"
                    + "{'method':'DELETE','path':'/Groups/bulkId:g'},{'method':'DELETE','path':'/Users/bulkId:u'}]}"
        };
        String id = scim.user("victim@example.com", "");
        String[][] targets = {
            {"POST", "/Users"},
            {"PUT", "/Users/" + id},
            {"PATCH", "/Users/" + id},
            {"POST", "/Groups"},
            {"POST", "/Users/.search"},
            {"POST", "/Groups/.search"},
            {"POST", "/Bulk"}
        };
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String body = damaged(random, bodies[random.nextInt(bodies.length)]);
            String[] target = targets[random.nextInt(targets.length)];
            Answer answer = scim.send(target[0], target[1], body, Map.of());
            assertThat(answer.status())
                    .as("seed %d, %s %s: %s", seed, target[1], body, answer.body())
                    .isLessThan(500);
            assertThat(answer.body()).as("seed %d, %s", seed, body).doesNotContain("\"status\":\"5");
            if (answer.status() >= 400) {
                assertThat(answer.header("content-type")).startsWith("application/scim+json");
            }
        }
        assertThat(scim.get("/Users/" + id).status()).isEqualTo(200);
    }

    @Test
    void boundsBodiesAndDepth() {
        ScimClient.refused(scim.post("/Users", "{'x':'" + "y".repeat(1024 * 1024) + "'}"), 413, "");
        ScimClient.refused(scim.post("/Users", "[".repeat(2000) + "]".repeat(2000)), 400, "invalidSyntax");
        ScimClient.refused(scim.post("/Users", "{'a':1,'a':2}"), 400, "invalidSyntax");
        ScimClient.refused(scim.post("/Users", ""), 400, "invalidSyntax");
        ScimClient.refused(scim.post("/Users", "[]"), 400, "invalidSyntax");
        ScimClient.refused(
                scim.post("/Users", "{" + ScimClient.USER + ",'userName':'" + "x".repeat(321) + "'}"),
                400,
                "invalidValue");
        ScimClient.refused(
                scim.post("/Users", "{" + ScimClient.USER + ",'userName':'a\\u0000b'}"), 400, "invalidValue");
        ScimClient.refused(scim.post("/Users", "{" + ScimClient.USER + ",'userName':'a\\ud800'}"), 400, "invalidValue");
    }

    /** A piece is left out, doubled, or replaced by something of another kind. */
    private static String damaged(Random random, String body) {
        String[] kinds = {"null", "[]", "{}", "true", "1e999", "-1", "''", "'\\u0000'", "'x'", "[[{}]]", "{'value':{}}"
        };
        String damaged = body;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + random.nextInt(12));
            damaged = switch (random.nextInt(4)) {
                case 0 -> damaged.substring(0, at) + damaged.substring(end);
                case 1 -> damaged.substring(0, end) + damaged.substring(at);
                case 2 -> damaged.substring(0, at) + kinds[random.nextInt(kinds.length)] + damaged.substring(end);
                default ->
                    damaged.replaceFirst(
                            "'[^':]*'(?=[,}\\]])",
                            java.util.regex.Matcher.quoteReplacement(kinds[random.nextInt(kinds.length)]));
            };
        }
        return damaged;
    }
}
