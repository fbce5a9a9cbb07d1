package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The provider's groups, and the roles that they give. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SsoGroupsTest {
    private final SsoHouse house;
    private final SsoHouse.Connected connection;

    SsoGroupsTest(TestDatabase database) throws Exception {
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
    void takesAGroupsRolesOnlyForWhoHoldsThem() {
        String organization = house.organization;
        String owners = house.admin()
                .post(house.sso + "/groups", "{\"name\":\"owners\"}")
                .json()
                .path("id")
                .asString();
        house.grant(house.admin(), "group", owners, "organization_admin");
        String clerk = house.admin()
                .post(
                        organization + "/roles",
                        "{\"name\":\"Clerk\",\"actions\":[\"organization.write\",\"role.write\",\"member.read\"]}")
                .json()
                .path("id")
                .asString();
        house.admin()
                .post(
                        organization + "/role-grants",
                        "{\"holder\":\"member\",\"holderId\":\"" + house.member("member@acme.test") + "\",\"roleId\":\""
                                + clerk + "\"}");

        Answer refused = house.server.as("member@acme.test").post(house.sso + "/groups/" + owners + "/remove", null);

        assertThat(refused.code()).as(refused.body()).isEqualTo("exceeds_own_authority");
        assertThat(house.applied().groups()).contains("owners");
    }

    @Test
    @Order(2)
    void keepsTheLastAdministratorInTheGroupThatMakesThemOne() {
        String organization = house.organization;
        Client gus = house.inGroups("gus", connection.alias(), "owners");
        assertThat(SsoHouse.me(gus).roles()).contains("organization_admin");
        gus.get(organization + "/role-grants?role=organization_admin&size=200")
                .json()
                .path("items")
                .forEach(grant -> {
                    if (grant.path("holder").asString().equals("member")) {
                        gus.post(
                                organization + "/role-grants/"
                                        + grant.path("id").asString() + "/revoke",
                                null);
                    }
                });
        assertThat(house.admin().get(organization + "/audit").status()).isEqualTo(403);

        Client left = house.inGroups("gus", connection.alias());

        assertThat(SsoHouse.me(left).roles()).contains("organization_admin");
        assertThat(left.get(organization + "/audit?size=20").body()).contains("member.last_admin_kept");
        assertThat(SsoHouse.me(house.inGroups("ira", connection.alias(), "owners"))
                        .roles())
                .contains("organization_admin");
        assertThat(SsoHouse.me(house.inGroups("gus", connection.alias())).roles())
                .isEqualTo("[\"member\"]");
    }

    @Test
    @Order(3)
    void isRequiredOnlyWhileSomebodyCouldEndThatWithoutIt() {
        Client ira = house.inGroups("ira", connection.alias(), "owners");
        String path = connection.path();
        assertThat(ira.post(path + "/enforce", null).code()).isEqualTo("no_other_way_in");

        assertThat(ira.post(house.sso + "/break-glass", null).status()).isEqualTo(201);
        assertThat(ira.post(path + "/enforce", null).status()).isEqualTo(200);
        assertThat(ira.post(house.sso + "/break-glass/close", null).code()).isEqualTo("no_other_way_in");
        assertThat(ira.get(house.sso).json().path("breakGlass").isNull()).isFalse();
        assertThat(ira.post(path + "/relax", null).status()).isEqualTo(200);
        assertThat(ira.post(house.sso + "/break-glass/close", null).status()).isEqualTo(200);
    }
}
