package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.identity.IssuerEvents;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Eventually;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What happened at the issuer has consequences here. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EventIntakeTest {
    private final SsoHouse house;
    private final SsoHouse.Connected connection;

    EventIntakeTest(TestDatabase database) throws Exception {
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
    void suspendsWhoeverIsDisabledAtTheIssuer() {
        Client ada = house.person("ada", "ada@corp.test", true, connection.alias());
        assertThat(SsoHouse.organizations(ada)).isOne();
        var events = house.server.bean(FakeIssuer.Events.class);
        events.accounts.put("ada", false);
        events.administered.add(new IssuerEvents.Administered(
                "event-1",
                Instant.now(),
                "update",
                "user",
                "users/ada",
                Optional.of("ada"),
                Optional.empty(),
                "10.0.0.1"));
        Eventually.until("their sign-ins end", () -> ada.get("/admin/v1/me").status() == 401);
        String suspended = house.organization + "/members?state=suspended&search=ada@corp.test";
        Eventually.until(
                "they are suspended",
                () -> house.admin().get(suspended).json().path("items").size() == 1);
        Eventually.until("it is in the log", () -> house.audit().contains("issuer.administered"));
        Client again = house.person("ada", "ada@corp.test", true, connection.alias());
        assertThat(SsoHouse.organizations(again)).isZero();
        assertThat(again.get("/admin/v1/me").status())
                .as("who signs in later is not thrown out again")
                .isEqualTo(200);
        String log = house.admin().get(house.organization + "/audit?size=50").body();
        assertThat(log.split("issuer.administered", -1)).as("written once").hasSize(2);
    }

    @Test
    @Order(2)
    void endsASignInThatEndedAtTheIssuer() {
        String session = UUID.randomUUID().toString();
        Client bo = house.person("bo", "bo@corp.test", true, connection.alias(), session);
        assertThat(SsoHouse.organizations(bo)).isOne();
        house.server
                .bean(FakeIssuer.Events.class)
                .signedOut
                .add(new IssuerEvents.SignedOut("out-1", Instant.now(), "bo", session));
        Eventually.until("it is over", () -> bo.get("/admin/v1/me").code().equals("session_ended"));
    }
}
