package dev.bursar.server.scim;

import static dev.bursar.server.scim.ScimClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.scim.protocol.FilterParser;
import dev.bursar.server.scim.protocol.Matching;
import dev.bursar.server.scim.protocol.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists: filters in SQL say the same as filters in memory; pages are whole and in order. */
@WithDemoServer
class ScimListsTest {
    private static final String SEARCH = "'schemas':['urn:ietf:params:scim:api:messages:2.0:SearchRequest']";
    private static final int FILTERS = 400;

    private final ScimClient scim;

    ScimListsTest(DemoServer server) {
        this.scim = ScimClient.of(server, server.globex(), "admin@globex.test");
    }

    @BeforeEach
    void provision() {
        if (scim.find("Users", "userName sw \"list-\"").path("totalResults").asInt() > 0) {
            return;
        }
        scim.user(
                "list-a@x.test",
                ",'externalId':'E1','title':'100% Guide','name':{'givenName':'Ada','familyName':'O\\u0027Hara'}");
        scim.user("list-b@x.test", ",'externalId':'e1','title':'under_score','active':false,'nickName':''");
        scim.user(
                "list-c@y.test",
                ",'emails':[{'value':'C@work.test','type':'work'},{'value':'c@home.test','type':'home','primary':true}]");
        scim.user(
                "list-d@y.test",
                ",'emails':[{'type':'other'}],'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':"
                        + "{'department':'Tours','manager':{'value':'m','displayName':'Boss'}}");
        String last = scim.user("list-e", ",'displayName':'back\\\\slash','locale':'nb-NO'");
        scim.post(
                "/Groups",
                "{" + ScimClient.GROUP + ",'displayName':'Guides','externalId':'g','members':[{'value':'" + last
                        + "'}]}");
        scim.post("/Groups", "{" + ScimClient.GROUP + ",'displayName':'Empty'}");
    }

    @Test
    void filtersInTheDatabaseAsInMemory() {
        String[] names = {
            "userName",
            "externalId",
            "displayName",
            "title",
            "nickName",
            "active",
            "locale",
            "id",
            "name.givenName",
            "name.familyName",
            "name",
            "emails",
            "emails.value",
            "emails.type",
            "emails.primary",
            "groups",
            "groups.value",
            "groups.display",
            "phoneNumbers",
            "phoneNumbers.type",
            "meta.created",
            "meta.lastModified",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName"
        };
        String[] values = {
            "\"list-\"",
            "\"E1\"",
            "\"%\"",
            "\"_\"",
            "\"100% g\"",
            "\"\"",
            "\"work\"",
            "\"HOME\"",
            "true",
            "false",
            "null",
            "\"2026-01-01T00:00:00Z\"",
            "\"Guides\"",
            "\"tours\"",
            "\"\\\\\"",
            "\"O'Hara\"",
            "\"!\"",
            "\"c@home.test\""
        };
        String[] operators = {"eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr"};
        compare("Users", ResourceTypes.USER, names, operators, values);
    }

    @Test
    void filtersGroupsInTheDatabaseAsInMemory() {
        String[] names = {
            "id", "displayName", "externalId", "members", "members.value", "members.display", "meta.created"
        };
        String[] values = {
            "\"g\"", "\"Guides\"", "\"\"", "null", "\"2026-01-01T00:00:00Z\"", "\"back\\\\slash\"", "\"E\""
        };
        compare(
                "Groups",
                ResourceTypes.GROUP,
                names,
                new String[] {"eq", "ne", "co", "sw", "ew", "gt", "le", "pr"},
                values);
    }

    @Test
    void goesThroughPagesInOrder() {
        List<String> seen = new ArrayList<>();
        int total = Integer.MAX_VALUE;
        for (int start = 1; start <= total; start += 2) {
            JsonNode page = scim.get(
                            "/Users?count=2&sortBy=userName&sortOrder=descending&attributes=userName&startIndex="
                                    + start)
                    .json();
            total = page.path("totalResults").asInt();
            assertThat(page.path("startIndex").asInt()).isEqualTo(start);
            assertThat(page.path("itemsPerPage").asInt()).isEqualTo(Math.min(2, total - start + 1));
            seen.addAll(page.findValuesAsString("userName"));
        }
        assertThat(seen)
                .hasSize(total)
                .isSortedAccordingTo((a, b) -> b.compareToIgnoreCase(a))
                .doesNotHaveDuplicates();
    }

    @Test
    void takesOddPagesAsTheStandardSays() {
        int total = scim.get("/Users").json().path("totalResults").asInt();
        JsonNode none = scim.get("/Users?count=0").json();
        assertThat(none.path("totalResults").asInt()).isEqualTo(total);
        assertThat(none.path("Resources")).isEmpty();
        assertThat(scim.get("/Users?count=-5&startIndex=-5")
                        .json()
                        .path("startIndex")
                        .asInt())
                .isEqualTo(1);
        assertThat(scim.get("/Users?startIndex=1000000&count=99999")
                        .json()
                        .path("itemsPerPage")
                        .asInt())
                .isZero();
        refused(scim.get("/Users?count=many"), 400, "invalidValue");
        refused(scim.get("/Users?filter=userName"), 400, "invalidFilter");
        refused(scim.get("/Users?filter=meta.location%20pr"), 400, "invalidFilter");
        refused(scim.get("/Users?sortBy=emails"), 400, "invalidValue");
        assertThat(scim.find("Users", "meta.created gt \"2020-01-01T00:00:00Z\" and meta.lastModified pr")
                        .path("totalResults")
                        .asInt())
                .isEqualTo(total);
        refused(scim.get("/Users?attributes=id&excludedAttributes=name"), 400, "invalidValue");
    }

    @Test
    void leavesMembersOutWhereTheyAreNotWanted() {
        JsonNode groups = scim.get("/Groups?excludedAttributes=members&filter=displayName%20eq%20%22guides%22")
                .json();
        assertThat(groups.path("totalResults").asInt()).isEqualTo(1);
        assertThat(groups.at("/Resources/0").has("members")).isFalse();
        assertThat(scim.get("/Groups").json().findValues("members")).hasSize(1);
    }

    private void compare(
            String path,
            dev.bursar.server.scim.protocol.ResourceType type,
            String[] names,
            String[] operators,
            String[] values) {
        JsonNode all = scim.get("/" + path).json().path("Resources");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int hits = 0;
        int answered = 0;
        for (int i = 0; i < FILTERS; i++) {
            String filter = filter(random, names, operators, values);
            var answer = scim.post(
                    "/" + path + "/.search",
                    "{" + SEARCH + ",'filter':'" + filter.replace("\\", "\\\\").replace("'", "\\u0027") + "'}");
            if (answer.status() == 400) {
                continue;
            }
            assertThat(answer.status())
                    .as("seed %d, %s: %s", seed, filter, answer.body())
                    .isEqualTo(200);
            List<String> expected = new ArrayList<>();
            for (JsonNode resource : all) {
                if (Matching.test(FilterParser.parse(type, filter), resource)) {
                    expected.add(resource.path("id").asString());
                }
            }
            List<String> found = new ArrayList<>();
            answer.json().path("Resources").forEach(r -> found.add(r.path("id").asString()));
            assertThat(found).as("seed %d, %s", seed, filter).containsExactlyInAnyOrderElementsOf(expected);
            hits += found.size();
            answered++;
        }
        assertThat(answered).as("filters that were answered, seed %d", seed).isGreaterThan(FILTERS / 10);
        assertThat(hits).as("resources found, seed %d", seed).isPositive();
    }

    private static String filter(Random random, String[] names, String[] operators, String[] values) {
        if (random.nextInt(4) == 0) {
            String joined = random.nextBoolean() ? " and " : " or ";
            return "(" + filter(random, names, operators, values) + joined + filter(random, names, operators, values)
                    + ")";
        }
        if (random.nextInt(5) == 0) {
            return "not (" + filter(random, names, operators, values) + ")";
        }
        if (random.nextInt(8) == 0) {
            String part = random.nextBoolean() ? "value" : "type";
            return (names.length > 10 ? "emails" : "members") + "[" + simple(random, part, operators, values) + "]";
        }
        return simple(random, names[random.nextInt(names.length)], operators, values);
    }

    private static String simple(Random random, String name, String[] operators, String[] values) {
        String operator = operators[random.nextInt(operators.length)];
        return operator.equals("pr")
                ? name + " pr"
                : name + " " + operator + " " + values[random.nextInt(values.length)];
    }
}
