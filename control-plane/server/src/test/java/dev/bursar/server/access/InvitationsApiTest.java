package dev.bursar.server.access;

import static dev.bursar.server.access.People.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people come in. */
@WithDemoServer
class InvitationsApiTest {
    private final DemoServer server;
    private final Client admin;
    private final People people;
    private final String invitations;

    InvitationsApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.people = new People(server, server.acme());
        this.invitations = people.organization + "/invitations";
    }

    @Test
    void bringsInWhoSignsInWithTheAddress() {
        Answer invited = invite("Fay@Acme.Test", role("auditor", ""));
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.json().at("/invitation/state").asString()).isEqualTo("open");
        assertThat(admin.get(people.organization + "/members/"
                                + invited.json().at("/invitation/memberId").asString())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("invited");
        Client fay = people.stranger("fay@acme.test");
        assertThat(fay.get(people.organization).status()).isEqualTo(404);

        Answer accepted = accept(fay, token(invited));

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().path("state").asString()).isEqualTo("active");
        assertThat(accepted.json().path("name").asString()).isEqualTo("Stranger fay@acme.test");
        assertThat(fay.get(people.organization + "/audit").status()).isEqualTo(200);
        assertThat(accept(fay, token(invited)).status()).isEqualTo(404);
        assertThat(admin.get(invitations + "?state=accepted").body()).contains("Fay@Acme.Test");
    }

    @Test
    void opensNothingForAnotherAddressOrToken() {
        Answer invited = invite("gus@acme.test", role("organization_admin", ""));
        Client thief = people.stranger("thief@acme.test");

        assertThat(accept(thief, token(invited)).status()).isEqualTo(404);
        assertThat(accept(people.stranger("gus@acme.test"), "x").status()).isEqualTo(404);
        assertThat(server.withToken(null)
                        .post(invitations + "/accept", "{\"token\":\"" + token(invited) + "\"}")
                        .status())
                .isEqualTo(401);
        String elsewhere = "/admin/v1/organizations/" + server.globex() + "/invitations/accept";
        assertThat(people.stranger("gus@acme.test")
                        .post(elsewhere, "{\"token\":\"" + token(invited) + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(thief.get(people.organization).status()).isEqualTo(404);
    }

    @Test
    void asksForAVerifiedAddressWhereTheIssuerSaysThatItIsNot() {
        Answer invited = invite("hal@acme.test", role("member", ""));
        SignIn unverified = new SignIn(
                new Identity("https://idp.test", "hal", "hal@acme.test", "Hal"),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of());
        UUID acme = UUID.fromString(server.acme());

        Assertions.assertThatThrownBy(() -> server.bean(Tenancy.class)
                        .write(
                                acme,
                                tx -> server.bean(Invitations.class)
                                        .accept(tx, acme, unverified, token(invited), (id, name) -> {
                                            throw new AssertionError("nobody joins");
                                        })))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("email_unverified"));
    }

    @Test
    void givesANewLinkAndEndsTheOldOne() {
        Answer invited = invite("ida@acme.test", role("member", ""));
        String invitation = invited.json().at("/invitation/id").asString();

        Answer resent = admin.post(invitations + "/" + invitation + "/resend", null);

        assertThat(token(resent)).isNotEqualTo(token(invited));
        Client ida = people.stranger("ida@acme.test");
        assertThat(accept(ida, token(invited)).status()).isEqualTo(404);
        assertThat(accept(ida, token(resent)).status()).isEqualTo(200);
        assertThat(admin.post(invitations + "/" + invitation + "/resend", null).code())
                .isEqualTo("invitation_over");
        assertThat(admin.post(invitations + "/" + invitation + "/revoke", null).code())
                .isEqualTo("invitation_over");
    }

    /** Else an invitation to an address of one's own is the way back in for whoever is shut out. */
    @Test
    void opensNothingOnceItsInviterCouldNotGiveItAnyMore() {
        People.Joined inviter = people.joined(admin, "inviter@acme.test", role("organization_admin", ""));
        Answer demoted = inviteAs(inviter.client(), "way.back@acme.test", role("organization_admin", ""));
        Answer harmless = inviteAs(inviter.client(), "harmless@acme.test", role("member", ""));
        String grants = people.organization + "/role-grants";
        people.joined(admin, "unrelated@acme.test", role("member", ""));
        String grant = admin.get(grants + "?holderId=" + inviter.id())
                .json()
                .at("/items/0/id")
                .asString();
        admin.post(grants, "{\"holder\":\"member\",\"holderId\":\"" + inviter.id() + "\",\"role\":\"team_admin\"}");
        admin.post(grants + "/" + grant + "/revoke", null);

        Client back = people.stranger("way.back@acme.test");
        assertThat(accept(back, token(demoted)).code()).isEqualTo("invitation_stale");
        assertThat(accept(people.stranger("harmless@acme.test"), token(harmless))
                        .status())
                .as("what they still hold they still give")
                .isEqualTo(200);

        Answer gone = inviteAs(inviter.client(), "after@acme.test", role("member", ""));
        admin.post(people.organization + "/members/" + inviter.id() + "/suspend", null);
        Client after = people.stranger("after@acme.test");
        assertThat(accept(after, token(gone)).code()).isEqualTo("invitation_stale");
        String id = gone.json().at("/invitation/id").asString();
        Answer anew = admin.post(invitations + "/" + id + "/resend", null);
        assertThat(accept(after, token(anew)).status())
                .as("another administrator stands for it")
                .isEqualTo(200);
    }

    private Answer inviteAs(Client inviter, String email, String roles) {
        return inviter.post(invitations, "{\"email\":\"" + email + "\",\"roles\":[" + roles + "]}");
    }

    @Test
    void endsTheLinkAndTheMemberWhenItIsRevoked() {
        Answer invited = invite("jo@acme.test", role("member", ""));
        String invitation = invited.json().at("/invitation/id").asString();

        assertThat(admin.post(invitations + "/" + invitation + "/revoke", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("revoked");

        assertThat(accept(people.stranger("jo@acme.test"), token(invited)).status())
                .isEqualTo(404);
        assertThat(invite("jo@acme.test", role("member", "")).status()).isEqualTo(201);
    }

    @Test
    void endsByItself() {
        Answer invited = invite("kim@acme.test", role("member", ""));
        server.database()
                .asOwner(owner -> owner.transactionResult(tx -> {
                    tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", server.acme());
                    return tx.dsl()
                            .execute(
                                    "UPDATE invitation SET expires_at = now() - interval '1 second' WHERE invitation_id = ?::uuid",
                                    invited.json().at("/invitation/id").asString());
                }));

        assertThat(accept(people.stranger("kim@acme.test"), token(invited)).status())
                .isEqualTo(404);
        assertThat(admin.get(invitations + "?state=expired").body()).contains("kim@acme.test");
    }

    @Test
    void storesNoTokenAndShowsItOnce() {
        String key = UUID.randomUUID().toString();
        String body = "{\"email\":\"lu@acme.test\",\"roles\":[]}";
        Answer first = admin.send("POST", invitations, body, Map.of("idempotency-key", key));
        Answer retried = admin.send("POST", invitations, body, Map.of("idempotency-key", key));

        assertThat(token(retried)).isEqualTo(token(first));
        assertThat(admin.get(invitations).body()).doesNotContain(token(first));
        assertThat(admin.get(people.organization + "/audit").body()).doesNotContain(token(first));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"email":"no address","roles":[]}                                                        | 400 | validation_failed
            {"email":"admin@acme.test","roles":[]}                                                   | 409 | member_exists
            {"email":"new@acme.test","roles":[{"role":"king"}]}                                      | 400 | role_unknown
            {"email":"new@acme.test","roles":[{}]}                                                   | 400 | role_missing
            {"email":"new@acme.test","roles":[{"role":"member","unitId":"b2c7b3a8-0000-4000-8000-000000000000"}]} | 400 | unit_unknown
            {"email":"new@acme.test","roles":[{"role":"platform_operator"}]}                         | 403 | exceeds_own_authority
            """)
    void saysWhatIsWrongWithAnInvitation(String body, int status, String code) {
        Answer answer = admin.post(invitations, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(admin.get(people.organization + "/members?search=new@acme")
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void letsATeamAdminInviteIntoTheirTeamOnly() {
        String team = people.unit(admin, "Inviting", "");
        Client lead =
                people.joined(admin, "mia@acme.test", role("team_admin", team)).client();

        assertThat(lead.post(invitations, invitation("nia@acme.test", role("member", team)))
                        .status())
                .isEqualTo(201);
        assertThat(lead.post(invitations, invitation("ola@acme.test", role("member", "")))
                        .status())
                .isEqualTo(403);
        assertThat(lead.post(invitations, invitation("ola@acme.test", "")).status())
                .isEqualTo(403);
        assertThat(lead.get(invitations).body()).contains("nia@acme.test").doesNotContain("fay@acme.test");
    }

    private Answer invite(String email, String roles) {
        return admin.post(invitations, invitation(email, roles));
    }

    private static String invitation(String email, String roles) {
        return "{\"email\":\"" + email + "\",\"roles\":[" + roles + "]}";
    }

    private Answer accept(Client client, String token) {
        return client.post(invitations + "/accept", "{\"token\":\"" + token + "\"}");
    }

    private static String token(Answer issued) {
        return issued.json().path("token").asString();
    }
}
