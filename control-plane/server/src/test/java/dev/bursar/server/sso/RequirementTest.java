package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A connection that is required is required of everybody whom it is about. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RequirementTest {
    private final SsoHouse house;
    private final SsoHouse.Connected connection;

    RequirementTest(TestDatabase database) throws Exception {
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
    void requiresItOfWhoOperatesTheInstallationToo() {
        Client ops = house.person("ops", "ops@corp.test", true, connection.alias());
        assertThat(SsoHouse.organizations(ops)).isOne();
        assertThat(house.admin().post(connection.path() + "/enforce", null).status())
                .isEqualTo(200);
        house.grant(house.admin(), "member", house.member("operator@acme.test"), "organization_admin");
        house.grant(
                house.server.as("operator@acme.test"), "member", house.member("ops@corp.test"), "platform_operator");
        assertThat(ops.get("/admin/v1/organizations").status()).isEqualTo(200);

        Client around = house.person("ops", "ops@corp.test", true, "");

        assertThat(around.get("/admin/v1/organizations").code()).isEqualTo("sso_required");
        assertThat(around.post("/admin/v1/organizations", "{\"name\":\"Around\",\"slug\":\"around\"}")
                        .code())
                .isEqualTo("sso_required");
        assertThat(around.post("/admin/v1/organizations/" + house.server.globex() + "/archive", null)
                        .status())
                .isEqualTo(404);
        assertThat(house.server
                        .as("admin@globex.test")
                        .get("/admin/v1/organizations/" + house.server.globex())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("active");
    }

    /** Whom a sign-in lets in where does not matter to whoever ends it. */
    @Test
    @Order(2)
    void letsSomebodyEndASignInThatIsNotLetIn() {
        String session = UUID.randomUUID().toString();
        Client around = house.person("ops", "ops@corp.test", true, "", session);
        assertThat(around.get(house.organization).code()).isEqualTo("sso_required");
        Answer ended = around.post("/admin/v1/me/sessions/end", null);
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(around.get("/admin/v1/me").code()).isEqualTo("session_ended");
    }

    /** An address is changed at the issuer; whom it is about is known here. */
    @Test
    @Order(3)
    void requiresItOfWhoeverComesWithAnotherAddress() {
        String organization = house.organization;
        assertThat(house.person("ops", "ops@home.test", true, "")
                        .get(organization)
                        .code())
                .isEqualTo("sso_required");
        assertThat(house.person("ops", "", false, "").get(organization).code()).isEqualTo("sso_required");
    }

    /** Else it were required of nobody, and said to be required. */
    @Test
    @Order(4)
    void keepsTheLastDomainThatItIsRequiredBy() {
        String remove = house.organization + "/sso/domains/corp.test/remove";
        Client admin = house.admin();
        assertThat(admin.post(remove, null).code()).isEqualTo("domain_needed");
        assertThat(admin.post(connection.path() + "/relax", null).status()).isEqualTo(200);
        assertThat(admin.post(remove, null).status()).isEqualTo(200);
    }
}
