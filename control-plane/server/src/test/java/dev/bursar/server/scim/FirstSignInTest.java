package dev.bursar.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.access.People;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.Membership;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.SignIn;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithDemoServer
class FirstSignInTest {
    private final DemoServer server;
    private final ScimClient scim;
    private final FirstSignIn listener;
    private final Memberships memberships;

    FirstSignInTest(DemoServer server) {
        this.server = server;
        this.scim = ScimClient.acme(server);
        this.listener = server.bean(FirstSignIn.class);
        this.memberships = server.bean(Memberships.class);
        String domains = "/admin/v1/organizations/" + server.acme() + "/sso/domains";
        server.as("admin@acme.test").post(domains, "{\"domain\":\"example.com\"}");
        assertThat(server.as("operator@acme.test")
                        .post(domains + "/example.com/vouch", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void makesAPersonTheMemberWhomScimProvisioned() {
        String id = scim.user("newcomer@example.com", "");
        Identity identity = identity("newcomer", "Newcomer@example.com");

        listener.seen(signIn(identity, true, null), true);

        assertThat(memberships.of(identity)).map(Membership::memberId).containsExactly(UUID.fromString(id));
        assertThat(server.as("admin@acme.test")
                        .get("/admin/v1/organizations/" + server.acme() + "/audit?resourceKind=member&resourceId=" + id)
                        .body())
                .contains("member.recognized");
        listener.seen(signIn(identity("thief", "newcomer@example.com"), true, null), true);
        assertThat(memberships.of(identity("thief", "newcomer@example.com"))).isEmpty();
    }

    @Test
    void believesOnlyVerifiedAddressesOfActivePeople() {
        scim.user("careful@example.com", "");
        scim.user("switched-off@example.com", ",'active':false");
        Identity careful = identity("careful", "careful@example.com");
        Identity off = identity("off", "switched-off@example.com");

        listener.seen(signIn(careful, false, null), true);
        listener.seen(signIn(careful, true, "some-provider"), true);
        listener.seen(signIn(off, true, null), true);
        listener.seen(signIn(identity("empty", ""), true, null), true);

        assertThat(memberships.of(careful)).isEmpty();
        assertThat(memberships.of(off)).isEmpty();
    }

    @Test
    void letsNoOrganizationGetHoldOfAnothersPeople() {
        ScimClient.of(server, server.globex(), "admin@globex.test").user("shared@example.com", "");
        Identity shared = identity("shared", "shared@example.com");
        listener.seen(signIn(shared, true, null), true);
        assertThat(memberships.of(shared)).as("whoever provisioned first").isEmpty();

        scim.user("shared@example.com", "");
        listener.seen(signIn(shared, true, null), false);

        assertThat(memberships.of(shared))
                .map(Membership::organizationId)
                .containsExactly(UUID.fromString(server.acme()));
    }

    @Test
    void wantsAnInvitationForAddressesOfOtherDomains() {
        String id = scim.user("guest@elsewhere.example", "");
        Client guest = new People(server, server.acme()).stranger("guest@elsewhere.example");
        assertThat(guest.get("/admin/v1/me").json().path("organizations").size())
                .isZero();
        String organization = "/admin/v1/organizations/" + server.acme();
        Answer invited = server.as("admin@acme.test")
                .post(organization + "/invitations", "{\"email\":\"Guest@elsewhere.example\",\"roles\":[]}");
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        assertThat(invited.json().at("/invitation/memberId").asString())
                .as("no second member")
                .isEqualTo(id);
        assertThat(server.as("admin@acme.test")
                        .post(organization + "/invitations", "{\"email\":\"guest@elsewhere.example\",\"roles\":[]}")
                        .code())
                .isEqualTo("member_exists");

        Answer joined = guest.post(
                organization + "/invitations/accept",
                "{\"token\":\"" + invited.json().path("token").asString() + "\"}");

        assertThat(joined.status()).as(joined.body()).isEqualTo(200);
        assertThat(guest.get("/admin/v1/me")
                        .json()
                        .at("/organizations/0/memberId")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void takesNobodyWhereTwoHaveTheAddress() {
        scim.user("first-twin", ",'emails':[{'value':'twins@example.com'}]");
        scim.user("second-twin", ",'emails':[{'value':'twins@example.com'}]");
        Identity twin = identity("twin", "twins@example.com");
        listener.seen(signIn(twin, true, null), true);
        assertThat(memberships.of(twin)).isEmpty();
    }

    private static Identity identity(String subject, String email) {
        return new Identity(DemoServer.ISSUER, "first-sign-in-" + subject, email, subject);
    }

    private static SignIn signIn(
            Identity identity, boolean verified, @org.jspecify.annotations.Nullable String through) {
        return new SignIn(
                identity, Optional.of("sid"), Optional.empty(), verified, Optional.ofNullable(through), List.of());
    }
}
