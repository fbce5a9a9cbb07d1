package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Who comes back by signing in, and who does not. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReturnsTest {
    private final SsoHouse house;
    private final SsoHouse.Connected connection;

    ReturnsTest(TestDatabase database) throws Exception {
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
    void keepsWhoWasRemovedOutUntilTheyAreInvitedAnew() {
        assertThat(SsoHouse.organizations(house.person("dee", "dee@corp.test", true, connection.alias())))
                .isOne();
        String members = house.organization + "/members";
        String id = house.admin()
                .get(members + "?search=dee@corp.test")
                .json()
                .at("/items/0/id")
                .asString();
        assertThat(house.admin().post(members + "/" + id + "/remove", null).status())
                .isEqualTo(200);

        assertThat(SsoHouse.organizations(house.person("dee", "dee@corp.test", true, connection.alias())))
                .isZero();
        assertThat(SsoHouse.organizations(house.person("dee", "other-name@corp.test", true, connection.alias())))
                .as("whoever they say they are")
                .isZero();
        assertThat(SsoHouse.organizations(house.person("dee again", "Dee@corp.test", true, connection.alias())))
                .as("whoever has their address")
                .isZero();
        assertThat(house.admin().get(house.organization + "/audit?size=50").body())
                .contains("member.kept_out");

        Answer invited = house.admin()
                .post(
                        house.organization + "/invitations",
                        "{\"email\":\"dee@corp.test\",\"roles\":[{\"role\":\"auditor\"}]}");
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        SsoHouse.Me back = SsoHouse.me(house.person("dee", "dee@corp.test", true, connection.alias()));
        assertThat(back.organizations()).isOne();
        assertThat(back.roles()).isEqualTo("[\"auditor\"]");
    }

    @Test
    @Order(2)
    void letsWhomProvisioningTookAwayComeBackBySigningIn() {
        String organization = house.organization;
        Client scim = house.server.withToken(house.admin()
                .post(organization + "/scim/tokens", "{\"name\":\"idp\"}")
                .json()
                .path("secret")
                .asString());
        String users = "/scim/v2/" + house.server.acme() + "/Users";
        Answer made = scim.send(
                "POST",
                users,
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"eli@corp.test\"}",
                Map.of("content-type", "application/scim+json"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(SsoHouse.organizations(house.person("eli", "eli@corp.test", true, connection.alias())))
                .isOne();
        Answer gone = scim.send("DELETE", users + "/" + made.json().path("id").asString(), null, Map.of());
        assertThat(gone.status()).isEqualTo(204);
        assertThat(SsoHouse.organizations(house.person("eli", "eli@corp.test", true, connection.alias())))
                .isOne();
    }
}
