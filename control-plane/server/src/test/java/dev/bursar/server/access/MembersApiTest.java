package dev.bursar.server.access;

import static dev.bursar.server.access.People.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.access.People.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who is in an organization, and what happens to those who leave. */
@WithDemoServer
class MembersApiTest {
    private final DemoServer server;
    private final Client admin;
    private final People people;
    private final String members;
    private final String keys;

    MembersApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.people = new People(server, server.acme());
        this.members = people.organization + "/members";
        this.keys = people.organization + "/keys";
    }

    @Test
    void suspendsWithAllKeysAtOnceAndRevivesNone() {
        Joined ada = people.joined(admin, "ada@acme.test", role("member", ""));
        String key = id(ada.client().post(keys, "{\"name\":\"Ada's\"}").json().path("key"));
        String stopped =
                id(ada.client().post(keys, "{\"name\":\"Stopped\"}").json().path("key"));
        ada.client().patch(keys + "/" + stopped, "{\"state\":\"disabled\"}");

        Answer suspended = admin.post(members + "/" + ada.id() + "/suspend", null);

        assertThat(suspended.json().path("state").asString()).isEqualTo("suspended");
        assertThat(ada.client().get(people.organization).code()).isEqualTo("session_ended");
        assertThat(people.stranger("ada@acme.test").get(people.organization).status())
                .isEqualTo(404);
        assertThat(state(key)).isEqualTo("disabled");
        assertThat(changesOf(key)).contains("key.disabled");
        assertThat(admin.patch(keys + "/" + key, "{\"state\":\"active\"}").code())
                .isEqualTo("owner_suspended");
        assertThat(admin.post(members + "/" + ada.id() + "/suspend", null).status())
                .isEqualTo(200);

        assertThat(admin.post(members + "/" + ada.id() + "/reactivate", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("active");
        assertThat(people.stranger("ada@acme.test").get(people.organization).status())
                .isEqualTo(200);
        assertThat(state(key)).isEqualTo("disabled");
        assertThat(state(stopped)).isEqualTo("disabled");
        assertThat(changesOf(ada.id())).containsSubsequence("member.reactivated", "member.suspended");
    }

    @Test
    void removesForGoodAndKeepsTheName() {
        Joined bo = people.joined(admin, "bo@acme.test", role("member", ""));
        String key = id(bo.client().post(keys, "{\"name\":\"Bo's\"}").json().path("key"));

        assertThat(admin.post(members + "/" + bo.id() + "/remove", null).status())
                .isEqualTo(200);

        assertThat(bo.client().get(people.organization).code()).isEqualTo("session_ended");
        assertThat(people.stranger("bo@acme.test").get(people.organization).status())
                .isEqualTo(404);
        assertThat(state(key)).isEqualTo("revoked");
        assertThat(admin.get(keys + "/" + key).json().path("ownerName").asString())
                .contains("bo@acme.test");
        assertThat(admin.get(members + "/" + bo.id()).status()).isEqualTo(404);
        assertThat(admin.post(members + "/" + bo.id() + "/reactivate", null).status())
                .isEqualTo(404);
        assertThat(ids(members + "?search=bo@acme")).doesNotContain(bo.id());
        assertThat(ids(members + "?state=removed&search=bo@acme")).contains(bo.id());
        Joined again = people.joined(admin, "bo@acme.test", role("member", ""));
        assertThat(again.id()).isNotEqualTo(bo.id());
    }

    @Test
    void listsBySearchAndStateWithLastActivity() {
        Joined cy = people.joined(admin, "cy.search@acme.test", role("auditor", ""));
        cy.client().get(people.organization);

        var found = admin.get(members + "?search=CY.SEARCH&state=active").json().path("items");

        assertThat(found.size()).isEqualTo(1);
        assertThat(found.path(0).path("roles").toString()).isEqualTo("[\"auditor\"]");
        assertThat(found.path(0).path("lastActiveAt").isNull()).isFalse();
        assertThat(ids(members + "?search=cy.search&state=suspended")).isEmpty();
        assertThat(admin.get(members + "?state=asleep").status()).isEqualTo(400);
        assertThat(admin.get(members + "?search=%25").json().path("items").isEmpty())
                .isTrue();
    }

    @Test
    void listsInEachOrderPageByPage() {
        String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
        for (String name : List.of("Cy", "ann", "Bo")) {
            people.joined(admin, name + "." + mark + "@acme.test", role("member", ""))
                    .client()
                    .get(people.organization);
        }
        admin.post(
                people.organization + "/invitations",
                "{\"email\":\"never." + mark + "@acme.test\",\"roles\":[" + role("member", "") + "]}");
        for (String order : List.of("name", "joined", "lastActive")) {
            List<String> whole = ids(members + "?search=" + mark + "&sort=" + order);
            List<String> backwards = ids(members + "?search=" + mark + "&sort=-" + order);
            assertThat(whole).as(order).hasSize(4);
            assertThat(backwards.reversed()).as(order).isEqualTo(whole);
            assertThat(paged(members + "?search=" + mark + "&size=1&sort=" + order))
                    .as(order)
                    .isEqualTo(whole);
        }
        assertThat(emails(members + "?search=" + mark + "&sort=joined").getFirst())
                .startsWith("Cy");
        assertThat(emails(members + "?search=" + mark + "&sort=lastActive").getFirst())
                .startsWith("never");
        assertThat(admin.get(members + "?sort=age").code()).isEqualTo("sort_unknown");
    }

    @Test
    void writesLastActivityOnceAMinute() {
        Joined dee = people.joined(admin, "dee@acme.test", role("member", ""));
        dee.client().get(people.organization);
        String first = lastActive(dee.id());

        for (int i = 0; i < 5; i++) {
            dee.client().get(people.organization);
        }

        assertThat(lastActive(dee.id())).isEqualTo(first);
    }

    @Test
    void keepsTheLastAdminAlsoWhenTwoAskAtOnce() throws Exception {
        People globex = new People(server, server.globex());
        Client first = server.as("admin@globex.test");
        String firstId = first.get("/admin/v1/me")
                .json()
                .path("organizations")
                .path(0)
                .path("memberId")
                .asString();
        String url = globex.organization + "/members/";
        assertThat(first.post(url + firstId + "/suspend", null).code()).isEqualTo("last_admin");
        assertThat(first.post(url + firstId + "/remove", null).code()).isEqualTo("last_admin");
        Joined second = globex.joined(first, "second@globex.test", role("organization_admin", ""));

        for (int round = 0; round < 5; round++) {
            // Whoever was suspended was signed out.
            Client one = server.as("admin@globex.test");
            Client other = globex.stranger("second@globex.test");
            List<Integer> answers = atOnce(
                    () -> one.post(url + second.id() + "/suspend", null).status(),
                    () -> other.post(url + firstId + "/suspend", null).status());

            // One went through; the other found no admin left but the one it would suspend, or was suspended itself.
            assertThat(answers).contains(200).doesNotContain(500);
            assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
            Client left = one.get(globex.organization).status() == 200 ? one : other;
            String gone = left == one ? second.id() : firstId;
            assertThat(left.post(url + gone + "/reactivate", null).status()).isEqualTo(200);
        }
        Client still = server.as("admin@globex.test");
        String grant = still.get(globex.organization + "/role-grants?holderId=" + second.id())
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertThat(still.post(globex.organization + "/role-grants/" + grant + "/revoke", null)
                        .status())
                .isEqualTo(200);
        String own = still.get(globex.organization + "/role-grants?holderId=" + firstId)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertThat(still.post(globex.organization + "/role-grants/" + own + "/revoke", null)
                        .code())
                .isEqualTo("last_admin");
    }

    /** An address that provisioning announced administers nothing: its owner may never come. */
    @Test
    void keepsTheLastAdminWhoEverSignedIn() {
        Client founder = server.as("operator@acme.test");
        String id = founder.post("/admin/v1/organizations", "{\"name\":\"Announced\",\"slug\":\"announced\"}")
                .json()
                .path("id")
                .asString();
        String made = "/admin/v1/organizations/" + id;
        Client scim = server.withToken(founder.post(made + "/scim/tokens", "{\"name\":\"idp\"}")
                .json()
                .path("secret")
                .asString());
        String announced = scim.send(
                        "POST",
                        "/scim/v2/" + id + "/Users",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"a@b.test\"}",
                        Map.of("content-type", "application/scim+json"))
                .json()
                .path("id")
                .asString();
        founder.post(
                made + "/role-grants",
                "{\"holder\":\"member\",\"holderId\":\"" + announced + "\",\"role\":\"organization_admin\"}");
        String own = founder.get(made + "/members?search=operator@acme.test")
                .json()
                .at("/items/0/id")
                .asString();

        assertThat(founder.post(made + "/members/" + own + "/remove", null).code())
                .isEqualTo("last_admin");
        assertThat(founder.get(made).status()).isEqualTo(200);
    }

    @Test
    void letsNobodyShutOutSomebodyWhoMayDoMore() {
        String operator = ids(members + "?search=operator@acme").getFirst();

        Answer refused = admin.post(members + "/" + operator + "/suspend", null);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("exceeds_own_authority");
        assertThat(refused.body()).contains("organization.create");
        assertThat(server.as("teamadmin@acme.test")
                        .post(members + "/" + ids(members + "?search=Amira").getFirst() + "/suspend", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void renamesByVersion() {
        Joined ed = people.joined(admin, "ed@acme.test", role("member", ""));
        Answer renamed = admin.patch(members + "/" + ed.id(), "{\"name\":\"Edda\"}");

        assertThat(renamed.json().path("name").asString()).isEqualTo("Edda");
        assertThat(ed.client()
                        .patch(members + "/" + ed.id(), "{\"name\":\"Ed\"}")
                        .status())
                .isEqualTo(403);
        assertThat(ed.client().get(members + "/" + ed.id()).status()).isEqualTo(200);
        assertThat(ed.client().get(members).status()).isEqualTo(403);
        assertThat(admin.get(members + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    private List<Integer> atOnce(Callable<Integer> one, Callable<Integer> two) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (Callable<Integer> call : List.of(one, two)) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            return List.of(answers.get(0).get(), answers.get(1).get());
        }
    }

    private String state(String key) {
        return admin.get(keys + "/" + key).json().path("state").asString();
    }

    private String lastActive(String member) {
        return admin.get(members + "/" + member).json().path("lastActiveAt").asString();
    }

    private List<String> changesOf(String resource) {
        List<String> actions = new ArrayList<>();
        admin.get(people.organization + "/audit?resourceId=" + resource)
                .json()
                .path("items")
                .forEach(entry -> actions.add(entry.path("action").asString()));
        return actions;
    }

    private List<String> ids(String list) {
        List<String> ids = new ArrayList<>();
        admin.get(list).json().path("items").forEach(item -> ids.add(id(item)));
        return ids;
    }

    private static String id(tools.jackson.databind.JsonNode item) {
        return item.path("id").asString();
    }

    private List<String> emails(String path) {
        return admin.get(path)
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("email").asString())
                .toList();
    }

    private List<String> paged(String path) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            var page = admin.get(path + cursor).json();
            page.path("items").forEach(one -> all.add(one.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return all;
    }
}
