package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Who comes in through a connection, before it is required, while it is, and when it is switched off. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnforcementTest {
    private final SsoHouse house;
    private final SsoHouse.Connected connection;

    EnforcementTest(TestDatabase database) throws Exception {
        house = new SsoHouse(database);
        connection = house.connect();
        house.admin().post(house.sso + "/groups", "{\"name\":\"engineers\"}");
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    @Order(1)
    void isNotEnforcedBeforeSomebodyCameThroughIt() {
        assertThat(house.admin().post(connection.path() + "/enforce", null).code())
                .isEqualTo("connection_not_tested");
        // A provider that is not this one, an address that is not proved, one that nobody verified: no test, no member.
        assertThat(SsoHouse.organizations(house.person("eve", "eve@elsewhere.test", true, connection.alias())))
                .isZero();
        assertThat(SsoHouse.organizations(house.person("mal", "mal@corp.test", false, connection.alias())))
                .isZero();
        assertThat(SsoHouse.organizations(house.person("ike", "ike@corp.test", true, "another")))
                .isZero();
        assertThat(house.state(connection)).isEqualTo("draft");

        Client ada = house.person("ada", "ada@corp.test", true, connection.alias());
        SsoHouse.Me me = SsoHouse.me(ada);
        assertThat(me.organizations()).isOne();
        assertThat(me.roles()).isEqualTo("[\"member\"]");
        assertThat(house.state(connection)).isEqualTo("tested");
        assertThat(house.applied().connections().getFirst().routed()).isTrue();
        assertThat(house.admin()
                        .get(house.sso)
                        .json()
                        .path("groups")
                        .path(0)
                        .path("members")
                        .asInt())
                .isOne();
        assertThat(house.admin().get(house.organization + "/audit?size=50").body())
                .contains("member.joined", "sso_connection.tested", "member.groups_followed");
    }

    @Test
    @Order(2)
    void enforcesItForTheDomainsPeopleAlone() {
        assertThat(house.admin()
                        .post(connection.path() + "/enforce", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("enforced");
        Client through = house.person("ada", "ada@corp.test", true, connection.alias());
        Client around = house.person("ada", "ada@corp.test", true, "");
        String organization = house.organization;
        assertThat(through.get(organization).status()).isEqualTo(200);
        assertThat(around.get(organization).code()).isEqualTo("sso_required");
        assertThat(house.admin().get(organization).status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void letsNobodyInThroughADisabledConnection() {
        Client bo = house.person("bo", "bo@corp.test", true, connection.alias());
        String organization = house.organization;
        assertThat(bo.get(organization).status()).isEqualTo(200);
        house.admin().post(connection.path() + "/disable", null);
        assertThat(bo.get(organization).code()).isEqualTo("sso_disabled");
        assertThat(house.applied().connections().getFirst().enabled()).isFalse();
        assertThat(SsoHouse.organizations(house.person("cy", "cy@corp.test", true, connection.alias())))
                .isZero();
    }
}
