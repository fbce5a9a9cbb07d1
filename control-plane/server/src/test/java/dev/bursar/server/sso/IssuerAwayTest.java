package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Eventually;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** When the provider or the issuer fails. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IssuerAwayTest {
    private final SsoHouse house;
    private final SsoHouse.Connected connection;

    IssuerAwayTest(TestDatabase database) throws Exception {
        house = new SsoHouse(database);
        connection = house.connect();
        house.person("ada", connection.alias()).get("/admin/v1/me");
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    @Order(1)
    void keepsOneAdministratorWhomNoProviderKeepsOut() {
        Answer issued = house.admin().post(house.sso + "/break-glass", null);
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        String username = issued.json().path("account").path("username").asString();
        assertThat(house.logins.accounts).containsKey(username);
        assertThat(house.admin().get(house.sso).body())
                .contains(username)
                .doesNotContain(house.logins.accounts.get(username));
        Client emergency = house.person("subject of " + username, username + "@x.invalid", true, "");
        assertThat(emergency.get(house.organization).status()).isEqualTo(200);
        assertThat(house.admin().get(house.organization + "/audit?size=20").body())
                .contains("break_glass.used");
        assertThat(house.admin()
                        .get(house.sso)
                        .json()
                        .path("breakGlass")
                        .path("lastUsedAt")
                        .isNull())
                .isFalse();
    }

    @Test
    @Order(2)
    void keepsTheBreakGlassAccountUntilItIsClosedWhereItWasIssued() {
        String organization = house.organization;
        var account = house.admin().get(house.sso).json().path("breakGlass");
        String member = account.path("memberId").asString();
        Client emergency = house.person("subject of " + account.path("username").asString(), "x@x.invalid", true, "");

        for (String end : List.of("suspend", "remove")) {
            assertThat(house.admin()
                            .post(organization + "/members/" + member + "/" + end, null)
                            .code())
                    .isEqualTo("break_glass_account");
        }
        Client scim = house.server.withToken(house.admin()
                .post(organization + "/scim/tokens", "{\"name\":\"sync\"}")
                .json()
                .path("secret")
                .asString());
        String user = "/scim/v2/" + house.server.acme() + "/Users/" + member;
        assertThat(scim.get(user).status()).isEqualTo(404);
        assertThat(scim.send("DELETE", user, null, Map.of()).status()).isEqualTo(404);
        assertThat(scim.get("/scim/v2/" + house.server.acme() + "/Users?count=200")
                        .body())
                .doesNotContain(member);
        assertThat(emergency.get(organization + "/audit").status()).isEqualTo(200);

        String grant = house.admin()
                .get(organization + "/role-grants?holderId=" + member)
                .json()
                .at("/items/0/id")
                .asString();
        house.admin().post(organization + "/role-grants/" + grant + "/revoke", null);
        assertThat(emergency.get(organization + "/audit").status()).isEqualTo(403);
        Answer again = house.admin().post(house.sso + "/break-glass", null);
        assertThat(again.json().at("/account/memberId").asString()).isEqualTo(member);
        assertThat(emergency.get(organization + "/audit").status())
                .as("whoever is given its password gets in as an admin")
                .isEqualTo(200);
    }

    @Test
    @Order(3)
    void keepsWhatIsSavedWhileTheIssuerIsDownAndTellsItLater() {
        String path = connection.path();
        house.admin().post(path + "/disable", null);
        house.logins.down = true;
        Answer answer = house.admin().post(path + "/enable", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("state").asString()).isEqualTo("draft");
        assertThat(answer.json().path("applied").asBoolean()).isFalse();
        var pending = house.admin().get(house.sso).json().path("pending");
        assertThat(pending.path("attempts").asInt()).isOne();
        assertThat(pending.path("problem").asString()).isEqualTo("Keycloak cannot be reached.");
        assertThat(Instant.parse(pending.path("nextAttemptAt").asString())).isAfter(Instant.now());
        assertThat(house.applied().connections().getFirst().enabled()).isFalse();
        Answer refused = house.admin().post(house.sso + "/break-glass", null);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("issuer_unreachable");
        assertThat(house.admin()
                        .post(house.sso + "/break-glass/close", null)
                        .json()
                        .path("breakGlass")
                        .isNull())
                .isTrue();
        assertThat(house.logins.closed).isEmpty();

        house.logins.down = false;
        Eventually.until(
                "it is told by itself",
                () -> house.admin().get(house.sso).json().path("pending").isNull());
        assertThat(house.applied().connections().getFirst().enabled()).isTrue();
        assertThat(house.logins.closed).hasSize(1);
        assertThat(house.admin().get(path).json().path("applied").asBoolean()).isTrue();
    }
}
