package dev.bursar.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.access.People;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@WithDemoServer
class SessionsApiTest {
    private final DemoServer server;

    SessionsApiTest(DemoServer server) {
        this.server = server;
    }

    @Test
    void remembersASignInWhenItIsFirstSeen() {
        Client person = anew("member@acme.test");
        JsonNode current = current(person);
        assertThat(current.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(current.path("userAgent").asString()).startsWith("Java-http-client");
        assertThat(current.path("endedAt").isNull()).isTrue();
        assertThat(current(person).path("lastSeenAt")).isEqualTo(current.path("lastSeenAt"));
    }

    @Test
    void refusesTheTokensOfAnEndedSignInAtTheNextCall() {
        Client here = anew("member@acme.test");
        Client there = anew("member@acme.test");
        String id = current(there).path("id").asString();
        here.get("/admin/v1/me");
        Answer ended = here.post("/admin/v1/me/sessions/" + id + "/end", null);
        assertThat(ended.json().path("endedBy").asString()).isEqualTo("self");
        Answer refused = there.get("/admin/v1/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("session_ended");
        assertThat(refused.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(here.get("/admin/v1/me").status()).isEqualTo(200);
        assertThat(here.post("/admin/v1/me/sessions/" + id + "/end", null).status())
                .isEqualTo(200);
        assertThat(server.as("admin@acme.test")
                        .get("/admin/v1/organizations/" + server.acme() + "/audit?size=20")
                        .body())
                .contains("session.ended", id);
    }

    @Test
    void signsOutEverywhere() {
        Client one = anew("auditor@acme.test");
        Client other = anew("auditor@acme.test");
        one.get("/admin/v1/me");
        other.get("/admin/v1/me");
        assertThat(one.post("/admin/v1/me/sessions/end", null)
                        .json()
                        .path("ended")
                        .asInt())
                .isGreaterThanOrEqualTo(2);
        assertThat(List.of(
                        one.get("/admin/v1/me").status(),
                        other.get("/admin/v1/me").status()))
                .containsOnly(401);
        assertThat(anew("auditor@acme.test").get("/admin/v1/me").status()).isEqualTo(200);
        server.forget("auditor@acme.test");
    }

    @Test
    void letsWhoeverWritesMembersEndASignIn() {
        Client person = anew("teamadmin@acme.test");
        String id = current(person).path("id").asString();
        String sessions = "/admin/v1/organizations/" + server.acme() + "/members/" + memberId(person) + "/sessions";
        Client admin = server.as("admin@acme.test");
        assertThat(admin.get(sessions).body()).contains(id).doesNotContain("\"current\":true");
        assertThat(server.as("instructor@acme.test").get(sessions).status()).isEqualTo(403);
        assertThat(admin.post(sessions + "/nonsense/end", null).status()).isEqualTo(404);
        String own = current(admin).path("id").asString();
        assertThat(admin.post(sessions + "/" + own + "/end", null).status()).isEqualTo(404);
        Answer ended = admin.post(sessions + "/" + id + "/end", null);
        assertThat(ended.json().path("endedBy").asString()).isEqualTo("administrator");
        assertThat(person.get("/admin/v1/me").code()).isEqualTo("session_ended");
    }

    /** Whoever made an organization is a member of it; its other admins reach them there and nowhere else. */
    @Test
    void keepsTheSignInsOfWhoeverBelongsElsewhereFromAnOrganizationsAdmins() {
        Client operator = anew("operator@acme.test");
        String made = operator.post("/admin/v1/organizations", "{\"name\":\"Tenant\",\"slug\":\"tenant-of-sign-ins\"}")
                .json()
                .path("id")
                .asString();
        String tenant = "/admin/v1/organizations/" + made;
        People people = new People(server, made);
        Client admin = people.admin(operator, "admin@tenant.test");
        String member = tenant + "/members/"
                + admin.get(tenant + "/members?search=operator@acme.test")
                        .json()
                        .at("/items/0/id")
                        .asString();

        assertThat(admin.get(member + "/sessions").code()).isEqualTo("sign_ins_shared");
        assertThat(admin.post(member + "/sessions/end", null).code()).isEqualTo("sign_ins_shared");
        assertThat(admin.post(member + "/suspend", null).status()).isEqualTo(200);
        assertThat(operator.get(tenant + "/keys").status()).as("kept out there").isEqualTo(404);
        assertThat(operator.get("/admin/v1/me").status())
                .as("and goes on elsewhere")
                .isEqualTo(200);
        assertThat(admin.post(member + "/remove", null).status()).isEqualTo(200);
        assertThat(operator.get("/admin/v1/me").status()).isEqualTo(200);
    }

    /** Else whoever may only keep the list of people keeps its administrators out, by ending each sign-in of theirs. */
    @Test
    void letsNobodySignOutSomebodyWhoMayDoMore() {
        Client admin = server.as("admin@acme.test");
        String organization = "/admin/v1/organizations/" + server.acme();
        String role = admin.post(
                        organization + "/roles",
                        "{\"name\":\"Keeper of people\",\"actions\":[\"member.read\",\"member.write\"]}")
                .json()
                .path("id")
                .asString();
        Client keeper = new People(server, server.acme()).holding(admin, "keeper.of.people@acme.test", role);

        Answer refused = keeper.post(organization + "/members/" + memberId(admin) + "/sessions/end", null);

        assertThat(refused.code()).as(refused.body()).isEqualTo("exceeds_own_authority");
        assertThat(admin.get("/admin/v1/me").status()).isEqualTo(200);
    }

    @Test
    void showsAPersonNobodyElsesSignIns() {
        Client person = anew("member@acme.test");
        String foreign = current(anew("finance@acme.test")).path("id").asString();
        assertThat(person.get("/admin/v1/me/sessions").body()).doesNotContain(foreign);
        assertThat(person.post("/admin/v1/me/sessions/" + foreign + "/end", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void goesThroughSignInsPageByPage() {
        Client person = anew("teamadmin@acme.test");
        for (int i = 0; i < 3; i++) {
            anew("teamadmin@acme.test").get("/admin/v1/me");
        }
        person.get("/admin/v1/me");
        JsonNode first = person.get("/admin/v1/me/sessions?size=2").json();
        assertThat(first.path("items")).hasSize(2);
        JsonNode second = person.get("/admin/v1/me/sessions?size=2&cursor="
                        + first.path("next").asString())
                .json();
        assertThat(second.path("items").findValuesAsString("id"))
                .doesNotContainAnyElementsOf(first.path("items").findValuesAsString("id"))
                .isNotEmpty();
        assertThat(person.get("/admin/v1/me/sessions?cursor=MXx4").code()).isEqualTo("cursor_invalid");
    }

    private Client anew(String email) {
        return server.withToken(server.signIn(email));
    }

    private static JsonNode current(Client person) {
        for (JsonNode session : person.get("/admin/v1/me/sessions").json().path("items")) {
            if (session.path("current").asBoolean()) {
                return session;
            }
        }
        throw new AssertionError("no current session");
    }

    private static String memberId(Client person) {
        return person.get("/admin/v1/me")
                .json()
                .path("organizations")
                .path(0)
                .path("memberId")
                .asString();
    }
}
