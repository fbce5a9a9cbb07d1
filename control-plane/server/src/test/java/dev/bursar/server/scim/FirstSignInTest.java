package dev.bursar.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
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
        scim.user("shared@example.com", "");
        Identity shared = identity("shared", "shared@example.com");
        listener.seen(signIn(shared, true, null), true);
        ScimClient.of(server, server.globex(), "admin@globex.test").user("shared@example.com", "");

        listener.seen(signIn(shared, true, null), false);

        assertThat(memberships.of(shared))
                .map(Membership::organizationId)
                .containsExactly(UUID.fromString(server.acme()));
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
        return new SignIn(identity, Optional.of("sid"), verified, Optional.ofNullable(through), List.of());
    }
}
