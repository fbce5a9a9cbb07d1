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
import org.junit.jupiter.api.Test;

/** Roles, who holds them, and why somebody may do what they do. */
@WithDemoServer
class RolesApiTest {
    private final DemoServer server;
    private final Client admin;
    private final People people;
    private final String roles;
    private final String grants;

    RolesApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.people = new People(server, server.acme());
        this.roles = people.organization + "/roles";
        this.grants = people.organization + "/role-grants";
    }

    @Test
    void makesChangesAndDeletesACustomRole() {
        Answer made = admin.post(roles, custom("Key keeper", "key.read", "key.write"));
        String id = made.json().path("id").asString();
        assertThat(made.status()).isEqualTo(201);
        Joined pat = people.joined(admin, "pat@acme.test", "{\"roleId\":\"" + id + "\"}");
        assertThat(pat.client().get(people.organization + "/keys").status()).isEqualTo(200);
        assertThat(pat.client().get(people.organization + "/budgets").status()).isEqualTo(403);

        Answer widened = admin.send(
                "PUT", roles + "/" + id, custom("Key keeper", "key.read", "budget.read"), Map.of("if-match", "\"1\""));

        assertThat(widened.status()).isEqualTo(200);
        assertThat(pat.client().get(people.organization + "/budgets").status()).isEqualTo(200);
        assertThat(admin.send("PUT", roles + "/" + id, custom("x", "key.read"), Map.of("if-match", "\"1\""))
                        .code())
                .isEqualTo("version_mismatch");
        assertThat(admin.post(roles + "/" + id + "/delete", null).code()).isEqualTo("role_in_use");
        String grant = admin.get(grants + "?holderId=" + pat.id())
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertThat(admin.post(grants + "/" + grant + "/revoke", null).status()).isEqualTo(200);
        assertThat(admin.post(roles + "/" + id + "/delete", null).status()).isEqualTo(200);
        assertThat(pat.client().get(people.organization + "/budgets").status()).isEqualTo(403);
    }

    @Test
    void refusesRolesThatCannotBe() {
        assertThat(admin.post(roles, custom("finance", "key.read")).code()).isEqualTo("name_reserved");
        assertThat(admin.post(roles, custom("Odd", "key.eat")).code()).isEqualTo("action_unknown");
        assertThat(admin.post(roles, "{\"name\":\"None\",\"actions\":[]}").code())
                .isEqualTo("validation_failed");
        admin.post(roles, custom("Twice", "key.read"));
        assertThat(admin.post(roles, custom("twice", "key.read")).code()).isEqualTo("name_taken");
    }

    @Test
    void putsNothingIntoARoleThatItsMakerLacks() {
        Answer refused = admin.post(roles, custom("Creator", "organization.create", "key.read"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("exceeds_own_authority");
        assertThat(refused.body()).contains("organization.create").doesNotContain("key.read,");
    }

    @Test
    void letsNobodyWidenARoleThatTheyHold() {
        String id = admin.post(roles, custom("Role keeper", "role.write", "member.read", "key.read"))
                .json()
                .path("id")
                .asString();
        Client keeper = people.joined(admin, "quin@acme.test", "{\"roleId\":\"" + id + "\"}")
                .client();

        Answer widened =
                keeper.send("PUT", roles + "/" + id, custom("Role keeper", "role.write", "key.write"), Map.of());

        assertThat(widened.code()).isEqualTo("exceeds_own_authority");
        assertThat(keeper.send("PUT", roles + "/" + id, custom("Role keeper", "role.write", "member.read"), Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void letsATeamAdminHandOnWhatTheyHoldWhereTheyHoldIt() {
        String team = people.unit(admin, "Handing on", "");
        String inside = people.unit(admin, "Inside", team);
        String outside = people.unit(admin, "Outside of it", "");
        Client lead =
                people.joined(admin, "rae@acme.test", role("team_admin", team)).client();
        String mate =
                people.joined(admin, "sam@acme.test", role("member", inside)).id();
        String stranger =
                people.joined(admin, "tim@acme.test", role("member", outside)).id();

        assertThat(give(lead, mate, "instructor", inside).status()).isEqualTo(201);
        assertThat(give(lead, mate, "instructor", inside).status()).isEqualTo(201);
        assertThat(give(lead, mate, "finance", inside).code()).isEqualTo("exceeds_own_authority");
        assertThat(give(lead, mate, "instructor", "").status()).isEqualTo(403);
        assertThat(give(lead, mate, "instructor", outside).code()).isEqualTo("unit_unknown");
        assertThat(give(lead, stranger, "member", inside).code()).isEqualTo("holder_unknown");
        assertThat(lead.get(people.organization + "/members/" + stranger).status())
                .isEqualTo(404);
        assertThat(lead.get(people.organization + "/members").body())
                .contains("sam@acme.test")
                .doesNotContain("tim@acme.test", "admin@acme.test\"");
        String theirs = grantOf(stranger);
        assertThat(lead.post(grants + "/" + theirs + "/revoke", null).status()).isEqualTo(404);
        assertThat(lead.post(grants + "/" + grantOf(mate) + "/revoke", null).status())
                .isEqualTo(200);
    }

    /** Row 35, through every door: over each pair of scopes, what is given is within what the giver holds. */
    @Test
    void refusesEachScopeWiderThanTheGivers() {
        String top = people.unit(admin, "Pair top", "");
        String middle = people.unit(admin, "Pair middle", top);
        String low = people.unit(admin, "Pair low", middle);
        String aside = people.unit(admin, "Pair aside", top);
        Map<String, List<String>> within = Map.of(
                "",
                List.of("", top, middle, low, aside),
                top,
                List.of(top, middle, low, aside),
                middle,
                List.of(middle, low),
                low,
                List.of(low),
                aside,
                List.of(aside));
        int number = 0;
        for (String own : within.keySet()) {
            Client giver = people.joined(admin, "giver" + number++ + "@acme.test", role("team_admin", own))
                    .client();
            for (String wanted : List.of("", top, middle, low, aside)) {
                boolean may = within.getOrDefault(own, List.of()).contains(wanted);
                String pair = own + " gives over " + wanted;
                String address = "pair" + number++ + "@acme.test";
                Answer invited = giver.post(
                        people.organization + "/invitations",
                        "{\"email\":\"" + address + "\",\"roles\":[" + role("member", wanted) + "]}");
                assertThat(invited.status()).as(pair).isIn(may ? List.of(201) : List.of(400, 403));
                Answer key = giver.post(
                        people.organization + "/keys",
                        "{\"name\":\"pair\"" + (wanted.isEmpty() ? "" : ",\"unitId\":\"" + wanted + "\"") + "}");
                assertThat(key.status()).as(pair).isIn(may ? List.of(201) : List.of(400, 403));
                assertThat(giver.post(
                                        people.organization + "/invitations",
                                        "{\"email\":\"x" + address + "\",\"roles\":["
                                                + role("organization_admin", wanted) + "]}")
                                .status())
                        .as(pair)
                        .isIn(400, 403);
            }
        }
    }

    @Test
    void saysWhySomebodyMay() {
        String team = people.unit(admin, "Explained", "");
        String inside = people.unit(admin, "Explained inside", team);
        Joined uma = people.joined(admin, "uma@acme.test", role("team_admin", team) + "," + role("member", ""));
        String why = people.organization + "/access/" + uma.id() + "/why?action=key.write";

        Answer allowed = admin.get(why + "&unitId=" + inside);
        assertThat(allowed.json().path("allowed").asBoolean()).isTrue();
        assertThat(allowed.json().path("reasons").size()).isEqualTo(1);
        assertThat(allowed.json().at("/reasons/0/role").asString()).isEqualTo("team_admin");
        assertThat(allowed.json().at("/reasons/0/unitName").asString()).isEqualTo("Explained");
        assertThat(allowed.json().at("/reasons/0/grantedBy").asString()).isEqualTo("Amira Haddad");
        assertThat(admin.get(why).json().path("allowed").asBoolean()).isFalse();
        assertThat(admin.get(why).json().path("sentence").asString()).contains("no role");
        assertThat(uma.client().get(why + "&unitId=" + inside).status()).isEqualTo(200);
        assertThat(admin.get(why.replace("key.write", "key.eat")).code()).isEqualTo("action_unknown");

        var access = admin.get(people.organization + "/access/" + uma.id()).json();
        assertThat(access.path("roles").size()).isEqualTo(2);
        assertThat(access.path("everywhere").toString()).contains("unit.read").doesNotContain("key.write\"");
        assertThat(access.at("/inUnits/0/unitId").asString()).isEqualTo(team);
        assertThat(access.at("/inUnits/0/actions").toString()).contains("key.write");
        admin.post(people.organization + "/members/" + uma.id() + "/suspend", null);
        assertThat(admin.get(why + "&unitId=" + inside).json().path("allowed").asBoolean())
                .isFalse();
        assertThat(admin.get(people.organization + "/access/" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    /** As the operations decide: of one's own key, of somebody else's, and of a new one. */
    @Test
    void saysWhatSomebodyMayDoWithTheirOwnKeyAndNotWithAnothers() {
        String team = people.unit(admin, "Keys explained", "");
        Joined vic = people.joined(admin, "vic@acme.test", role("member", team));
        String own = key(vic.client(), team);
        String anothers = key(admin, team);
        String why = people.organization + "/access/" + vic.id() + "/why?action=";

        assertThat(allowed(why + "key.write&keyId=" + own)).isTrue();
        assertThat(vic.client()
                        .post(people.organization + "/keys/" + own + "/revoke", null)
                        .status())
                .isEqualTo(200);
        for (String action : List.of("key.write", "key.write_own", "key.read_own", "usage.read_own")) {
            assertThat(allowed(why + action + "&keyId=" + anothers)).as(action).isFalse();
        }
        assertThat(admin.get(why + "key.write_own&keyId=" + anothers)
                        .json()
                        .path("sentence")
                        .asString())
                .contains("this one is not theirs");
        assertThat(vic.client().get(people.organization + "/keys/" + anothers).status())
                .isEqualTo(404);

        String other = people.unit(admin, "Not vic's", "");
        assertThat(allowed(why + "key.write_own&unitId=" + team)).isTrue();
        assertThat(allowed(why + "key.write_own&unitId=" + other)).isFalse();
        assertThat(vic.client()
                        .post(people.organization + "/keys", "{\"name\":\"k\",\"unitId\":\"" + other + "\"}")
                        .status())
                .isEqualTo(403);
    }

    private boolean allowed(String why) {
        return admin.get(why).json().path("allowed").asBoolean();
    }

    private String key(Client owner, String unit) {
        return owner.post(people.organization + "/keys", "{\"name\":\"k\",\"unitId\":\"" + unit + "\"}")
                .json()
                .at("/key/id")
                .asString();
    }

    @Test
    void saysWhoHoldsARoleAndWhere() {
        String team = people.unit(admin, "Held here", "");
        String id = admin.post(roles, custom("Held role", "key.read"))
                .json()
                .path("id")
                .asString();
        Joined one = people.joined(admin, "one.holds@acme.test", "{\"roleId\":\"" + id + "\"}");
        String two = people.joined(
                        admin,
                        "two.holds@acme.test",
                        "{\"roleId\":\"" + id + "\",\"unitId\":\"" + team + "\"},{\"roleId\":\"" + id + "\"}")
                .id();
        Client lead = people.joined(admin, "lead.holds@acme.test", role("team_admin", team))
                .client();

        var held = admin.get(grants + "?roleId=" + id).json().path("items");

        assertThat(held.valueStream().map(grant -> grant.path("holderId").asString()))
                .containsExactlyInAnyOrder(one.id(), two, two);
        assertThat(held.valueStream().map(grant -> grant.path("unitName").asString("everywhere")))
                .containsExactlyInAnyOrder("everywhere", "everywhere", "Held here");
        assertThat(admin.get(roles + "/" + id).json().path("people").asLong()).isEqualTo(2);
        assertThat(lead.get(roles + "/" + id).json().path("people").asLong()).isEqualTo(1);
        assertThat(lead.get(grants + "?roleId=" + id).json().path("items").size())
                .isEqualTo(1);
        assertThat(admin.get(grants + "?role=team_admin&size=200").body())
                .contains("lead.holds@acme.test")
                .doesNotContain("one.holds@acme.test");
        assertThat(admin.get(roles + "/team_admin").json().path("people").asLong())
                .isPositive();
        assertThat(one.client().get(roles + "/" + id).status()).isEqualTo(403);
        assertThat(admin.get(roles + "/king").status()).isEqualTo(404);
        assertThat(admin.get(roles + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        admin.post(people.organization + "/members/" + two + "/remove", null);
        assertThat(admin.get(roles + "/" + id).json().path("people").asLong()).isEqualTo(1);
    }

    @Test
    void listsRolesAndActions() {
        List<String> names = new ArrayList<>();
        admin.get(roles).json().forEach(role -> names.add(role.path("name").asString()));
        assertThat(names).contains("organization_admin", "platform_operator");
        var actions = admin.get(roles + "/actions").json();
        actions.forEach(action -> assertThat(action.path("held").asBoolean())
                .isEqualTo(!List.of("organization.create", "organization.operate", "provider.private")
                        .contains(action.path("action").asString())));
        assertThat(admin.get(people.organization + "/groups")
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
    }

    private Answer give(Client client, String member, String role, String unit) {
        return client.post(
                grants,
                "{\"holder\":\"member\",\"holderId\":\"" + member + "\",\"role\":\"" + role + "\""
                        + (unit.isEmpty() ? "" : ",\"unitId\":\"" + unit + "\"") + "}");
    }

    private String grantOf(String holder) {
        return admin.get(grants + "?holderId=" + holder)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private static String custom(String name, String... actions) {
        return "{\"name\":\"" + name + "\",\"actions\":[\"" + String.join("\",\"", actions) + "\"]}";
    }
}
