package dev.bursar.server.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.testing.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An organization's administrator connects an outside company, end to end, and somebody leaves it again. */
@WithKeycloak
class KeycloakSsoTest {
    private final KeycloakHouse house;
    private final DemoServer server;

    KeycloakSsoTest(KeycloakHouse house) {
        this.house = house;
        this.server = house.server();
    }

    @Test
    void goesFromTheFirstDomainToTheLastKey() throws Exception {
        String organization = "/admin/v1/organizations/" + server.acme();
        String sso = organization + "/sso";
        Client admin = house.as("admin@acme.test");
        admin.post(sso + "/domains", "{\"domain\":\"outside.test\"}");
        Answer vouched = house.as("operator@acme.test").post(sso + "/domains/outside.test/vouch", null);
        assertThat(vouched.status()).as(vouched.body()).isEqualTo(200);
        Answer made = admin.post(
                sso + "/connections",
                "{\"kind\":\"oidc\",\"name\":\"Outside\",\"metadataUrl\":\"" + house.outside()
                        + "\",\"clientId\":\"bursar\",\"clientSecret\":\"" + KeycloakServer.OUTSIDE_SECRET + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String connection = sso + "/connections/" + made.json().path("id").asString();
        String alias = made.json().path("testHint").asString();
        String group = admin.post(sso + "/groups", "{\"name\":\"engineers\"}")
                .json()
                .path("id")
                .asString();
        Answer granted = admin.post(
                organization + "/role-grants",
                "{\"holder\":\"group\",\"holderId\":\"" + group + "\",\"role\":\"instructor\"}");
        assertThat(granted.status()).as(granted.body()).isEqualTo(201);

        // The test sign-in goes where the hint says; after it the domain leads there.
        Client tester = server.withToken(
                house.signIn("ada@outside.test", "&kc_idp_hint=" + alias).access());
        assertThat(tester.get("/admin/v1/me")
                        .json()
                        .path("organizations")
                        .path(0)
                        .path("roles")
                        .toString())
                .contains("member");
        assertThat(admin.get(connection).json().path("state").asString()).isEqualTo("tested");
        assertThat(admin.post(connection + "/enforce", null).status()).isEqualTo(200);

        KeycloakHouse.Tokens tokens = house.signIn("ada@outside.test");
        Client ada = server.withToken(tokens.access());
        assertThat(ada.get("/admin/v1/me")
                        .json()
                        .path("organizations")
                        .path(0)
                        .path("actions")
                        .toString())
                .as("the group's role")
                .contains("key.write\"");
        String key = ada.post(organization + "/keys", "{\"name\":\"Ada's\"}")
                .json()
                .path("key")
                .path("id")
                .asString();
        assertThat(admin.get(organization + "/keys/" + key).json().path("state").asString())
                .isEqualTo("active");

        keepsAChangeWhileKeycloakHangs(admin, sso, connection);

        String subject = SignedJWT.parse(tokens.access()).getJWTClaimsSet().getSubject();
        house.signOut(subject);
        Eventually.until("it is over here", () -> ada.get("/admin/v1/me").status() == 401);

        Client again = server.withToken(house.signIn("ada@outside.test").access());
        assertThat(again.get(organization).status()).isEqualTo(200);
        long left = System.nanoTime();
        house.enable(subject, false);
        Eventually.until(
                "their keys are dead",
                () -> !admin.get(organization + "/keys/" + key)
                        .json()
                        .path("state")
                        .asString()
                        .equals("active"));
        Duration took = Duration.ofNanos(System.nanoTime() - left);
        System.out.println("Disabled in Keycloak to key disabled: " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(60));
        assertThat(again.get("/admin/v1/me").status()).isEqualTo(401);
    }

    /** A new name is nothing that people are asked about; that it arrives says that all of it does. */
    private void keepsAChangeWhileKeycloakHangs(Client admin, String sso, String connection) {
        house.keycloak().pause();
        try {
            Answer saved = admin.patch(connection, "{\"name\":\"Outside, renamed\"}");
            assertThat(saved.status()).as(saved.body()).isEqualTo(200);
            assertThat(saved.json().path("state").asString()).isEqualTo("enforced");
            assertThat(saved.json().path("applied").asBoolean()).isFalse();
            assertThat(admin.get(sso).json().path("pending").path("problem").asString())
                    .isEqualTo("Keycloak cannot be reached.");
        } finally {
            house.keycloak().resume();
        }
        Eventually.until(
                "it is told by itself",
                () -> admin.get(sso).json().path("pending").isNull());
        String alias = admin.get(connection).json().path("testHint").asString();
        assertThat(house.admin("/bursar/identity-provider/instances/" + alias)
                        .path("displayName")
                        .asString())
                .isEqualTo("Outside, renamed");
    }
}
