package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.identity.ProviderSettings;
import dev.bursar.server.identity.TenantLogin;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Single sign-on from the first domain to a connection, as an administrator sets it up. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetUpTest {
    private final SsoHouse house;

    SetUpTest(TestDatabase database) throws Exception {
        house = new SsoHouse(database);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    @Order(1)
    void takesADomainThatItsRecordProves() {
        Client admin = house.admin();
        assertThat(admin.get(house.sso).json().path("available").asBoolean()).isTrue();
        Answer claimed = admin.post(house.sso + "/domains", "{\"domain\":\"@Corp.TEST\"}");
        assertThat(claimed.json().path("domain").asString()).isEqualTo("corp.test");
        assertThat(admin.post(house.sso + "/domains/corp.test/verify", null).code())
                .isEqualTo("domain_not_proved");
        house.server
                .bean(FakeIssuer.Records.class)
                .texts
                .put(
                        "_bursar.corp.test",
                        Set.of(claimed.json().path("recordValue").asString()));
        assertThat(admin.post(house.sso + "/domains/corp.test/verify", null)
                        .json()
                        .path("verifiedAt")
                        .isNull())
                .isFalse();
        assertThat(house.applied().domains()).containsExactly("corp.test");
        assertThat(admin.post(house.sso + "/domains", "{\"domain\":\"localhost\"}")
                        .code())
                .isEqualTo("domain_invalid");
    }

    @Test
    @Order(2)
    void keepsADomainForWhoeverProvedItFirst() {
        String theirs = "/admin/v1/organizations/" + house.server.globex() + "/sso/domains";
        Client globex = house.server.as("admin@globex.test");
        String value = globex.post(theirs, "{\"domain\":\"corp.test\"}")
                .json()
                .path("recordValue")
                .asString();
        house.server.bean(FakeIssuer.Records.class).texts.put("_bursar.corp.test", Set.of(value));
        assertThat(globex.post(theirs + "/corp.test/verify", null).code()).isEqualTo("domain_taken");
        assertThat(globex.post(theirs + "/corp.test/vouch", null).status()).isEqualTo(403);
        assertThat(house.server
                        .as("operator@acme.test")
                        .post(house.sso + "/domains/corp.test/vouch", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Order(3)
    void connectsByDiscoveryAndShowsTheSecretNeverAgain() {
        Client admin = house.admin();
        house.serve("/broken/.well-known/openid-configuration", "{\"issuer\":\"" + house.provider() + "\"}");
        assertThat(admin.post(house.sso + "/connections", SsoHouse.oidc(house.provider() + "/broken"))
                        .code())
                .isEqualTo("metadata_unreadable");
        assertThat(admin.post(house.sso + "/connections", SsoHouse.oidc("ftp://127.0.0.1"))
                        .code())
                .isEqualTo("url_not_https");
        assertThat(house.server
                        .as("finance@acme.test")
                        .post(house.sso + "/connections", SsoHouse.oidc(house.provider()))
                        .status())
                .isEqualTo(403);
        Answer made = admin.post(house.sso + "/connections", SsoHouse.oidc(house.provider()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("state").asString()).isEqualTo("draft");
        assertThat(made.json().path("applied").asBoolean()).isTrue();
        assertThat(made.body()).doesNotContain("very secret");
        assertThat(admin.get(house.sso).body()).doesNotContain("very secret");
        TenantLogin.Connection told = house.applied().connections().getFirst();
        assertThat(told.routed()).isFalse();
        assertThat(told.settings())
                .isInstanceOfSatisfying(
                        ProviderSettings.Oidc.class,
                        oidc -> assertThat(oidc.clientSecret()).isEqualTo("very secret"));
    }

    @Test
    @Order(4)
    void namesTheGroupsThatMatter() {
        Answer group = house.admin().post(house.sso + "/groups", "{\"name\":\"engineers\"}");
        assertThat(group.json().path("name").asString()).isEqualTo("engineers");
        assertThat(house.applied().groups()).containsExactly("engineers");
        assertThat(house.admin()
                        .post(house.sso + "/groups", "{\"name\":\"a/b\"}")
                        .code())
                .isEqualTo("group_name_invalid");
    }
}
