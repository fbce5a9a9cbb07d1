package dev.bursar.server.access;

import static dev.bursar.server.access.People.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.access.People.Joined;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Roles that are granted to a group of an identity provider's, and what they are to its members. */
@WithDemoServer
class GroupGrantsTest {
    private static final Map<String, String> SCIM = Map.of("content-type", "application/scim+json");

    private final DemoServer server;
    private final Client admin;
    private final Client provider;
    private final People people;
    private final String organization;
    private final String grants;

    GroupGrantsTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.people = new People(server, server.acme());
        this.organization = people.organization;
        this.grants = organization + "/role-grants";
        this.provider = server.withToken(admin.post(organization + "/scim/tokens", "{\"name\":\"Groups\"}")
                .json()
                .path("secret")
                .asString());
    }

    @Test
    void letsAMemberOfTheGroupDoWhatItMayAndNobodyWhoLeftIt() {
        String team = people.unit(admin, "Vision of groups", "");
        Joined pat = people.joined(admin, "pat.group@acme.test", role("member", ""));
        String group = group("Vision leads", pat.id());
        assertThat(actIn(pat, team).status()).isEqualTo(403);

        Answer given = give(admin, group, "team_admin", team);

        assertThat(given.status()).as(given.body()).isEqualTo(201);
        assertThat(given.json().path("holder").asString()).isEqualTo("group");
        assertThat(actIn(pat, team).status()).isEqualTo(201);
        JsonNode why = why(pat, team);
        assertThat(why.path("allowed").asBoolean()).isTrue();
        assertThat(why.path("sentence").asString()).contains("through the group Vision leads");
        assertThat(why.at("/reasons/0/groupId").asString()).isEqualTo(group);

        take(group, pat.id());

        assertThat(actIn(pat, team).status()).isEqualTo(403);
        assertThat(why(pat, team).path("allowed").asBoolean()).isFalse();
    }

    @Test
    void takesTheRoleFromAllWhenItIsRevokedFromTheGroup() {
        String team = people.unit(admin, "Revoked of groups", "");
        Joined quin = people.joined(admin, "quin.group@acme.test", role("member", ""));
        String group = group("Revoked leads", quin.id());
        String grant = give(admin, group, "team_admin", team).json().path("id").asString();
        assertThat(actIn(quin, team).status()).isEqualTo(201);

        assertThat(admin.post(grants + "/" + grant + "/revoke", null).status()).isEqualTo(200);

        assertThat(actIn(quin, team).status()).isEqualTo(403);
    }

    @Test
    void letsNobodyGrantThroughAGroupWhatTheyLack() {
        String team = people.unit(admin, "Bounded of groups", "");
        String beside = people.unit(admin, "Beside of groups", "");
        Joined rae = people.joined(admin, "rae.group@acme.test", role("team_admin", team));
        String group = group("Bounded people", rae.id());
        give(admin, group, "member", team);

        assertThat(give(rae.client(), group, "instructor", team).status()).isEqualTo(201);
        assertThat(give(rae.client(), group, "finance", team).code()).isEqualTo("exceeds_own_authority");
        assertThat(give(rae.client(), group, "organization_admin", "").status()).isEqualTo(403);
        assertThat(give(rae.client(), group, "team_admin", beside).code()).isEqualTo("unit_unknown");
        assertThat(why(rae, beside).path("allowed").asBoolean()).isFalse();
    }

    @Test
    void showsAGroupToWhoeverReadsPeopleWhereItHoldsARole() {
        String team = people.unit(admin, "Seeing groups", "");
        Joined sam = people.joined(admin, "sam.group@acme.test", role("team_admin", team));
        Joined tim = people.joined(admin, "tim.group@acme.test", role("member", ""));
        String seen = group("Seen people", tim.id());
        String hidden = group("Hidden people", tim.id());
        give(admin, seen, "member", team);

        JsonNode listed = sam.client().get(organization + "/groups").json().path("items");
        assertThat(listed.toString()).contains(seen).doesNotContain(hidden);
        assertThat(sam.client().get(organization + "/groups/" + seen).status()).isEqualTo(200);
        assertThat(sam.client().get(organization + "/groups/" + hidden).status())
                .isEqualTo(404);
        assertThat(give(sam.client(), hidden, "member", team).code()).isEqualTo("holder_unknown");
        assertThat(sam.client().get(organization + "/members?groupId=" + seen).body())
                .contains(tim.id());
        assertThat(sam.client()
                        .get(organization + "/members?groupId=" + hidden)
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
        JsonNode own =
                tim.client().get(organization + "/access/" + tim.id()).json().path("groups");
        assertThat(own.toString()).contains("Seen people", "Hidden people");
        assertThat(sam.client()
                        .get(organization + "/access/" + tim.id())
                        .json()
                        .path("groups")
                        .toString())
                .contains("Seen people")
                .doesNotContain("Hidden people");
    }

    @Test
    void tellsWhatHappenedToAPerson() {
        String team = people.unit(admin, "Told of groups", "");
        Joined uma = people.joined(admin, "uma.group@acme.test", role("member", ""));
        String grant = admin.post(
                        grants,
                        "{\"holder\":\"member\",\"holderId\":\"" + uma.id() + "\",\"role\":\"instructor\",\"unitId\":\""
                                + team + "\"}")
                .json()
                .path("id")
                .asString();
        admin.post(grants + "/" + grant + "/revoke", null);
        String group = group("Told people", uma.id());
        take(group, uma.id());
        admin.post(organization + "/members/" + uma.id() + "/suspend", null);
        admin.post(organization + "/members/" + uma.id() + "/reactivate", null);
        String bystander =
                people.joined(admin, "vic.group@acme.test", role("member", "")).id();

        JsonNode history = admin.get(organization + "/audit?size=200&memberId=" + uma.id())
                .json()
                .path("items");

        assertThat(history.valueStream().map(entry -> entry.path("action").asString()))
                .containsExactly(
                        "member.reactivated",
                        "member.suspended",
                        "group.changed",
                        "group.provisioned",
                        "role.revoked",
                        "role.granted",
                        "invitation.accepted",
                        "invitation.created",
                        "role.granted");
        assertThat(admin.get(organization + "/audit?memberId=" + bystander).body())
                .doesNotContain("member.suspended", group);
        assertThat(admin.get(organization + "/audit?memberId=" + UUID.randomUUID())
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
    }

    /** What only who runs the team may do. */
    private Answer actIn(Joined person, String team) {
        return person.client()
                .post(
                        organization + "/units",
                        "{\"kind\":\"project\",\"name\":\"p" + UUID.randomUUID() + "\",\"parentId\":\"" + team + "\"}");
    }

    private JsonNode why(Joined person, String team) {
        return admin.get(organization + "/access/" + person.id() + "/why?action=key.write&unitId=" + team)
                .json();
    }

    private Answer give(Client client, String group, String role, String unit) {
        return client.post(
                grants,
                "{\"holder\":\"group\",\"holderId\":\"" + group + "\",\"role\":\"" + role + "\""
                        + (unit.isEmpty() ? "" : ",\"unitId\":\"" + unit + "\"") + "}");
    }

    private String group(String name, String member) {
        Answer made = provider.send(
                "POST",
                "/scim/v2/" + server.acme() + "/Groups",
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"" + name
                        + "\",\"members\":[{\"value\":\"" + member + "\"}]}",
                SCIM);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private void take(String group, String member) {
        Answer taken = provider.send(
                "PATCH",
                "/scim/v2/" + server.acme() + "/Groups/" + group,
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"remove\","
                        + "\"path\":\"members[value eq \\\"" + member + "\\\"]\"}]}",
                SCIM);
        assertThat(taken.status()).as(taken.body()).isIn(200, 204);
    }
}
