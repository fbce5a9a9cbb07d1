package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.identity.ProviderSettings;
import dev.bursar.server.identity.TenantLogin;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A connection is changed while people sign in through it. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConnectionEditsTest {
    private final SsoHouse house;
    private final SsoHouse.Connected connection;

    ConnectionEditsTest(TestDatabase database) throws Exception {
        house = new SsoHouse(database);
        connection = house.connect();
        house.person("ada", connection.alias()).get("/admin/v1/me");
        house.admin().post(connection.path() + "/enforce", null);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    @Order(1)
    void saysWhomAChangeTouchesAndAsksBeforeItMayBreakSignIn() {
        String path = connection.path();
        var impact = house.admin().get(path + "/impact").json();
        assertThat(impact.path("people").asInt()).isOne();
        assertThat(impact.path("administrators").asInt()).isZero();
        assertThat(impact.path("otherAdministrators").asInt()).isPositive();
        assertThat(impact.path("required").asBoolean()).isTrue();
        assertThat(impact.path("domains").toString()).isEqualTo("[\"corp.test\"]");

        Answer renamed = house.admin().patch(path, "{\"name\":\"Corp login\",\"defaultRole\":\"member\"}");
        assertThat(renamed.json().path("state").asString()).as(renamed.body()).isEqualTo("enforced");
        long version = renamed.json().path("version").asLong();
        Answer same = house.admin().patch(path, "{\"metadataUrl\":\"" + house.provider() + "\",\"clientSecret\":\"\"}");
        assertThat(same.json().path("version").asLong())
                .as("the metadata says the same")
                .isEqualTo(version);

        String secret = "\"clientSecret\":\"a newer secret\"";
        Answer asked = house.admin().patch(path, "{" + secret + "}");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.code()).isEqualTo("confirmation_needed");
        assertThat(asked.body()).contains("1 person signs in through it", "is no longer required");
        assertThat(house.state(connection)).isEqualTo("enforced");

        Answer changed = house.admin().patch(path, "{" + secret + ",\"confirmed\":true}");
        assertThat(changed.json().path("state").asString()).as(changed.body()).isEqualTo("draft");
        assertThat(changed.json().path("inUse").asBoolean()).isTrue();
        assertThat(changed.json().path("testedAt").isNull()).isTrue();
        TenantLogin.Connection told = house.applied().connections().getFirst();
        assertThat(told.routed()).as("nobody is kept out by a new secret").isTrue();
        assertThat(((ProviderSettings.Oidc) told.settings()).clientSecret()).isEqualTo("a newer secret");
        assertThat(house.admin().post(path + "/enforce", null).code()).isEqualTo("connection_not_tested");
        assertThat(SsoHouse.organizations(house.person("ada", "ada@corp.test", true, connection.alias())))
                .isOne();
        assertThat(house.state(connection)).isEqualTo("tested");
    }

    @Test
    @Order(2)
    void wantsTheSecretAgainWhereItWouldGoElsewhere() {
        String path = connection.path();
        house.serve("/moved/.well-known/openid-configuration", """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/elsewhere",
                 "jwks_uri":"%1$s/keys","userinfo_endpoint":"%1$s/me"}""".formatted(house.provider()));
        String moved = "\"metadataUrl\":\"" + house.provider() + "/moved\",\"confirmed\":true";
        Answer refused = house.admin().patch(path, "{" + moved + "}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("secret_needed", "clientSecret");
        assertThat(((ProviderSettings.Oidc)
                                house.applied().connections().getFirst().settings())
                        .tokenUrl())
                .isEqualTo(house.provider() + "/token");
        assertThat(house.state(connection)).isEqualTo("tested");
    }

    @Test
    @Order(3)
    void readsWhoSomebodyIsFromTheClaimsThatAreNamed() {
        String path = connection.path();
        Answer odd = house.admin().patch(path, "{\"scopes\":\"email \\u00e9\",\"confirmed\":true}");
        assertThat(odd.body()).contains("scopes_invalid");
        Answer changed = house.admin()
                .patch(
                        path,
                        "{\"scopes\":\"email  roles\",\"emailAttribute\":\"upn\",\"firstNameAttribute\":\"name.first\","
                                + "\"confirmed\":true}");
        assertThat(changed.json().path("scopes").asString()).as(changed.body()).isEqualTo("openid email roles");
        assertThat(changed.json().path("emailAttribute").asString()).isEqualTo("upn");
        ProviderSettings.Oidc told =
                (ProviderSettings.Oidc) house.applied().connections().getFirst().settings();
        assertThat(told.scopes()).isEqualTo("openid email roles");
        assertThat(told.attributes()).isEqualTo(new PersonAttributes("upn", "name.first", "family_name", "groups"));
        assertThat(told.clientSecret()).as("the one that is kept").isEqualTo("a newer secret");
        assertThat(SsoHouse.organizations(house.person("ada", "ada@corp.test", true, connection.alias())))
                .isOne();
        assertThat(house.admin()
                        .post(path + "/enforce", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("enforced");
    }
}
