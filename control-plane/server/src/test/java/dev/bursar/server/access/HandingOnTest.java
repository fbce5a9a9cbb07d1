package dev.bursar.server.access;

import static dev.bursar.server.access.People.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import org.junit.jupiter.api.Test;

/** Nobody hands on, or takes away, what they lack: by the doors that are not called granting. */
@WithDemoServer
class HandingOnTest {
    private final Client admin;
    private final People people;
    private final String organization;

    HandingOnTest(DemoServer server) {
        this.admin = server.as("admin@acme.test");
        this.people = new People(server, server.acme());
        this.organization = people.organization;
    }

    /** Whoever holds a role over a team holds it over what is moved into it. */
    @Test
    void movesNoUnitToWhereItsMoverMayDoMoreWithIt() {
        String own = people.unit(admin, "Mover's own", "");
        String wanted = people.unit(admin, "Wanted by the mover", "");
        Client mover = people.joined(
                        admin,
                        "mover@acme.test",
                        role("team_admin", own) + "," + custom("Caretaker", "unit.read", "unit.write"))
                .client();
        assertThat(issuesAKeyIn(mover, wanted).status()).isEqualTo(403);

        Answer moved = move(mover, wanted, own);

        assertThat(moved.status()).as(moved.body()).isEqualTo(403);
        assertThat(moved.code()).isEqualTo("exceeds_own_authority");
        assertThat(moved.body()).contains("key.write", "role.write");
        assertThat(issuesAKeyIn(mover, wanted).status()).isEqualTo(403);
        assertThat(admin.get(organization + "/units/" + wanted)
                        .json()
                        .path("parentId")
                        .isNull())
                .isTrue();
        assertThat(move(admin, wanted, own).status()).isEqualTo(200);
    }

    /** The roles over what it leaves reach it no more: to take them away is to hold them. */
    @Test
    void movesNoUnitAwayFromWhoeverMayDoMoreWithIt() {
        String from = people.unit(admin, "Left by the unit", "");
        String unit = people.unit(admin, "Taken from them", from);
        people.joined(admin, "left@acme.test", role("team_admin", from));
        Client mover = people.joined(
                        admin, "caretaker@acme.test", custom("Caretaker of all", "unit.read", "unit.write"))
                .client();

        Answer moved = mover.patch(organization + "/units/" + unit, "{\"toTop\":true}");

        assertThat(moved.code()).as(moved.body()).isEqualTo("exceeds_own_authority");
        String empty = people.unit(mover, "Nobody's in particular", "");
        String inEmpty = people.unit(mover, "Nobody's either", empty);
        assertThat(mover.patch(organization + "/units/" + inEmpty, "{\"toTop\":true}")
                        .status())
                .isEqualTo(200);
    }

    /** A team's budget binds what is in the team, whoever administers that. */
    @Test
    void movesNoUnitOutOfATeamThatItsMoverMayNotChange() {
        String capped = people.unit(admin, "Has a cap", "");
        String inside = people.unit(admin, "Wants no cap", capped);
        String elsewhere = people.unit(admin, "Has no cap", "");
        Client lead = people.joined(
                        admin, "uncapped@acme.test", role("team_admin", inside) + "," + role("team_admin", elsewhere))
                .client();

        Answer moved = move(lead, inside, elsewhere);

        assertThat(moved.status()).as(moved.body()).isEqualTo(403);
        assertThat(moved.code()).isEqualTo("action_missing");
        assertThat(move(
                                people.joined(
                                                admin,
                                                "both.ends@acme.test",
                                                role("team_admin", capped) + "," + role("team_admin", elsewhere))
                                        .client(),
                                inside,
                                elsewhere)
                        .status())
                .isEqualTo(200);
    }

    /** With a token one puts anybody into any group that came by SCIM, with whatever roles it holds. */
    @Test
    void issuesAProvisioningTokenOnlyToWhoMayDoAllThatItLeadsTo() {
        Client clerk = people.joined(admin, "clerk@acme.test", custom("Provisioning clerk", "scim.read", "scim.write"))
                .client();
        String tokens = organization + "/scim/tokens";

        Answer refused = clerk.post(tokens, "{\"name\":\"mine\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("exceeds_own_authority");
        assertThat(refused.body()).contains("role.write").doesNotContain("bsr_scim_");
        String id = admin.post(tokens, "{\"name\":\"theirs\"}")
                .json()
                .at("/token/id")
                .asString();
        assertThat(clerk.post(tokens + "/" + id + "/revoke", null).status())
                .as("ending one hands on nothing")
                .isEqualTo(200);
    }

    /** Whoever runs the provider says who somebody is, and which groups they are in. */
    @Test
    void connectsAnIdentityProviderOnlyForWhoMayDoAllThatItLeadsTo() {
        Client clerk = people.joined(admin, "settings@acme.test", custom("Settings clerk", "organization.write"))
                .client();

        Answer refused = clerk.post(
                organization + "/sso/connections",
                "{\"kind\":\"oidc\",\"name\":\"Mine\",\"metadataUrl\":\"https://idp.example.org\","
                        + "\"clientId\":\"c\",\"clientSecret\":\"s\"}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("exceeds_own_authority");
    }

    /** Its keys work again for whoever has them. */
    @Test
    void letsNobodySwitchAServiceAccountThatMayMoreThanThey() {
        String account = admin.post(organization + "/service-accounts", "{\"name\":\"Wide\"}")
                .json()
                .path("id")
                .asString();
        admin.post(
                organization + "/role-grants",
                "{\"holder\":\"service_account\",\"holderId\":\"" + account + "\",\"role\":\"finance\"}");
        Client keeper = people.joined(
                        admin,
                        "keeper.of.accounts@acme.test",
                        custom("Account keeper", "service_account.read", "service_account.write"))
                .client();
        String one = organization + "/service-accounts/" + account;
        admin.patch(one, "{\"state\":\"disabled\"}");

        assertThat(keeper.patch(one, "{\"state\":\"active\"}").code()).isEqualTo("exceeds_own_authority");
        assertThat(admin.get(one).json().path("state").asString()).isEqualTo("disabled");
        assertThat(keeper.patch(one, "{\"description\":\"Books things.\"}").status())
                .isEqualTo(200);
    }

    private Answer move(Client client, String unit, String into) {
        return client.patch(organization + "/units/" + unit, "{\"parentId\":\"" + into + "\"}");
    }

    private Answer issuesAKeyIn(Client client, String unit) {
        return client.post(organization + "/keys", "{\"name\":\"taken\",\"unitId\":\"" + unit + "\"}");
    }

    /** A new custom role, as an invitation names it. */
    private String custom(String name, String... actions) {
        String id = admin.post(
                        organization + "/roles",
                        "{\"name\":\"" + name + "\",\"actions\":[\"" + String.join("\",\"", actions) + "\"]}")
                .json()
                .path("id")
                .asString();
        return "{\"roleId\":\"" + id + "\"}";
    }
}
