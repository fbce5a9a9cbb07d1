package dev.bursar.server.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.identity.IssuerEvents;
import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.identity.ProviderSettings;
import dev.bursar.server.identity.TenantLogin;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Single sign-on from the first domain to the last key, with the embedded issuer's signature on tokens as Keycloak writes
 * them, and the issuer's own part in memory. The same against a real Keycloak: {@code KeycloakSsoTest}. One organization's
 * story, in order.
 */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SsoApiTest {
    private final DemoServer server;
    private final HttpServer provider;
    private final RSAKey key;
    private final String sso;
    private final FakeIssuer.Logins logins;

    private String connection = "";
    private String alias = "";

    SsoApiTest(TestDatabase database) throws Exception {
        server = DemoServer.start(
                database,
                Map.of("bursar.sso.private-network", "true", "bursar.keycloak.events-every", "200ms"),
                FakeIssuer.class);
        key = RSAKey.parse(Files.readString(server.state().resolve("secrets/issuer-signing.jwk")));
        sso = "/admin/v1/organizations/" + server.acme() + "/sso";
        logins = server.bean(FakeIssuer.Logins.class);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/.well-known/openid-configuration", """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","userinfo_endpoint":"%1$s/me"}""".formatted(provider()));
        serve("/broken/.well-known/openid-configuration", "{\"issuer\":\"" + provider() + "\"}");
        provider.start();
    }

    @AfterAll
    void stop() {
        provider.stop(0);
        server.close();
    }

    @Test
    @Order(1)
    void takesADomainThatItsRecordProves() {
        Client admin = admin();
        assertThat(admin.get(sso).json().path("available").asBoolean()).isTrue();
        Answer claimed = admin.post(sso + "/domains", "{\"domain\":\"@Corp.TEST\"}");
        assertThat(claimed.json().path("domain").asString()).isEqualTo("corp.test");
        assertThat(admin.post(sso + "/domains/corp.test/verify", null).code()).isEqualTo("domain_not_proved");
        server.bean(FakeIssuer.Records.class)
                .texts
                .put(
                        "_bursar.corp.test",
                        Set.of(claimed.json().path("recordValue").asString()));
        assertThat(admin.post(sso + "/domains/corp.test/verify", null)
                        .json()
                        .path("verifiedAt")
                        .isNull())
                .isFalse();
        assertThat(applied().domains()).containsExactly("corp.test");
        assertThat(admin.post(sso + "/domains", "{\"domain\":\"localhost\"}").code())
                .isEqualTo("domain_invalid");
    }

    @Test
    @Order(2)
    void keepsADomainForWhoeverProvedItFirst() {
        String theirs = "/admin/v1/organizations/" + server.globex() + "/sso/domains";
        Client globex = server.as("admin@globex.test");
        String value = globex.post(theirs, "{\"domain\":\"corp.test\"}")
                .json()
                .path("recordValue")
                .asString();
        server.bean(FakeIssuer.Records.class).texts.put("_bursar.corp.test", Set.of(value));
        assertThat(globex.post(theirs + "/corp.test/verify", null).code()).isEqualTo("domain_taken");
        assertThat(globex.post(theirs + "/corp.test/vouch", null).status()).isEqualTo(403);
        assertThat(server.as("operator@acme.test")
                        .post(sso + "/domains/corp.test/vouch", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Order(3)
    void connectsByDiscoveryAndShowsTheSecretNeverAgain() {
        Client admin = admin();
        assertThat(admin.post(sso + "/connections", oidc(provider() + "/broken"))
                        .code())
                .isEqualTo("metadata_unreadable");
        assertThat(admin.post(sso + "/connections", oidc("ftp://127.0.0.1")).code())
                .isEqualTo("url_not_https");
        assertThat(server.as("finance@acme.test")
                        .post(sso + "/connections", oidc(provider()))
                        .status())
                .isEqualTo(403);
        Answer made = admin.post(sso + "/connections", oidc(provider()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("state").asString()).isEqualTo("draft");
        assertThat(made.json().path("applied").asBoolean()).isTrue();
        assertThat(made.body()).doesNotContain("very secret");
        assertThat(admin.get(sso).body()).doesNotContain("very secret");
        connection = made.json().path("id").asString();
        alias = made.json().path("testHint").asString();
        TenantLogin.Connection told = applied().connections().getFirst();
        assertThat(told.routed()).isFalse();
        assertThat(told.settings())
                .isInstanceOfSatisfying(
                        ProviderSettings.Oidc.class,
                        oidc -> assertThat(oidc.clientSecret()).isEqualTo("very secret"));
    }

    @Test
    @Order(4)
    void namesTheGroupsThatMatter() {
        Answer group = admin().post(sso + "/groups", "{\"name\":\"engineers\"}");
        assertThat(group.json().path("name").asString()).isEqualTo("engineers");
        assertThat(applied().groups()).containsExactly("engineers");
        assertThat(admin().post(sso + "/groups", "{\"name\":\"a/b\"}").code()).isEqualTo("group_name_invalid");
    }

    @Test
    @Order(5)
    void isNotEnforcedBeforeSomebodyCameThroughIt() throws Exception {
        assertThat(admin().post(sso + "/connections/" + connection + "/enforce", null)
                        .code())
                .isEqualTo("connection_not_tested");
        // A provider that is not this one, an address that is not proved, one that nobody verified: no test, no member.
        assertThat(organizations(person("eve", "eve@elsewhere.test", true, alias)))
                .isZero();
        assertThat(organizations(person("mal", "mal@corp.test", false, alias))).isZero();
        assertThat(organizations(person("ike", "ike@corp.test", true, "another")))
                .isZero();
        assertThat(state()).isEqualTo("draft");

        Client ada = person("ada", "ada@corp.test", true, alias);
        JsonOf me = me(ada);
        assertThat(me.organizations()).isOne();
        assertThat(me.roles()).isEqualTo("[\"member\"]");
        assertThat(state()).isEqualTo("tested");
        assertThat(applied().connections().getFirst().routed()).isTrue();
        assertThat(admin().get(sso)
                        .json()
                        .path("groups")
                        .path(0)
                        .path("members")
                        .asInt())
                .isOne();
        assertThat(admin().get("/admin/v1/organizations/" + server.acme() + "/audit?size=50")
                        .body())
                .contains("member.joined", "sso_connection.tested", "member.groups_followed");
    }

    @Test
    @Order(6)
    void enforcesItForTheDomainsPeopleAlone() throws Exception {
        assertThat(admin().post(sso + "/connections/" + connection + "/enforce", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("enforced");
        Client through = person("ada", "ada@corp.test", true, alias);
        Client around = person("ada", "ada@corp.test", true, "");
        String organization = "/admin/v1/organizations/" + server.acme();
        assertThat(through.get(organization).status()).isEqualTo(200);
        assertThat(around.get(organization).code()).isEqualTo("sso_required");
        assertThat(admin().get(organization).status()).isEqualTo(200);
    }

    @Test
    @Order(7)
    void saysWhomAChangeTouchesAndAsksBeforeItMayBreakSignIn() throws Exception {
        String path = sso + "/connections/" + connection;
        var impact = admin().get(path + "/impact").json();
        assertThat(impact.path("people").asInt()).isOne();
        assertThat(impact.path("administrators").asInt()).isZero();
        assertThat(impact.path("otherAdministrators").asInt()).isPositive();
        assertThat(impact.path("required").asBoolean()).isTrue();
        assertThat(impact.path("domains").toString()).isEqualTo("[\"corp.test\"]");

        Answer renamed = admin().patch(path, "{\"name\":\"Corp login\",\"defaultRole\":\"member\"}");
        assertThat(renamed.json().path("state").asString()).as(renamed.body()).isEqualTo("enforced");
        long version = renamed.json().path("version").asLong();
        Answer same = admin().patch(path, "{\"metadataUrl\":\"" + provider() + "\",\"clientSecret\":\"\"}");
        assertThat(same.json().path("version").asLong())
                .as("the metadata says the same")
                .isEqualTo(version);

        String secret = "\"clientSecret\":\"a newer secret\"";
        Answer asked = admin().patch(path, "{" + secret + "}");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.code()).isEqualTo("confirmation_needed");
        assertThat(asked.body()).contains("1 person signs in through it", "is no longer required");
        assertThat(state()).isEqualTo("enforced");

        Answer changed = admin().patch(path, "{" + secret + ",\"confirmed\":true}");
        assertThat(changed.json().path("state").asString()).as(changed.body()).isEqualTo("draft");
        assertThat(changed.json().path("inUse").asBoolean()).isTrue();
        assertThat(changed.json().path("testedAt").isNull()).isTrue();
        TenantLogin.Connection told = applied().connections().getFirst();
        assertThat(told.routed()).as("nobody is kept out by a new secret").isTrue();
        assertThat(((ProviderSettings.Oidc) told.settings()).clientSecret()).isEqualTo("a newer secret");
        assertThat(admin().post(path + "/enforce", null).code()).isEqualTo("connection_not_tested");
        assertThat(organizations(person("ada", "ada@corp.test", true, alias))).isOne();
        assertThat(state()).isEqualTo("tested");
    }

    @Test
    @Order(8)
    void wantsTheSecretAgainWhereItWouldGoElsewhere() {
        String path = sso + "/connections/" + connection;
        serve("/moved/.well-known/openid-configuration", """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/elsewhere",
                 "jwks_uri":"%1$s/keys","userinfo_endpoint":"%1$s/me"}""".formatted(provider()));
        String moved = "\"metadataUrl\":\"" + provider() + "/moved\",\"confirmed\":true";
        Answer refused = admin().patch(path, "{" + moved + "}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("secret_needed", "clientSecret");
        assertThat(((ProviderSettings.Oidc) applied().connections().getFirst().settings()).tokenUrl())
                .isEqualTo(provider() + "/token");
        assertThat(state()).isEqualTo("tested");
    }

    @Test
    @Order(9)
    void readsWhoSomebodyIsFromTheClaimsThatAreNamed() throws Exception {
        String path = sso + "/connections/" + connection;
        Answer odd = admin().patch(path, "{\"scopes\":\"email \\u00e9\",\"confirmed\":true}");
        assertThat(odd.body()).contains("scopes_invalid");
        Answer changed = admin().patch(
                        path,
                        "{\"scopes\":\"email  roles\",\"emailAttribute\":\"upn\",\"firstNameAttribute\":\"name.first\","
                                + "\"confirmed\":true}");
        assertThat(changed.json().path("scopes").asString()).as(changed.body()).isEqualTo("openid email roles");
        assertThat(changed.json().path("emailAttribute").asString()).isEqualTo("upn");
        ProviderSettings.Oidc told =
                (ProviderSettings.Oidc) applied().connections().getFirst().settings();
        assertThat(told.scopes()).isEqualTo("openid email roles");
        assertThat(told.attributes()).isEqualTo(new PersonAttributes("upn", "name.first", "family_name", "groups"));
        assertThat(told.clientSecret()).as("the one that is kept").isEqualTo("a newer secret");
        assertThat(organizations(person("ada", "ada@corp.test", true, alias))).isOne();
        assertThat(admin().post(path + "/enforce", null).json().path("state").asString())
                .isEqualTo("enforced");
    }

    @Test
    @Order(10)
    void keepsOneAdministratorWhomNoProviderKeepsOut() throws Exception {
        Answer issued = admin().post(sso + "/break-glass", null);
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        String username = issued.json().path("account").path("username").asString();
        assertThat(logins.accounts).containsKey(username);
        assertThat(admin().get(sso).body()).contains(username).doesNotContain(logins.accounts.get(username));
        Client emergency = person("subject of " + username, username + "@x.invalid", true, "");
        assertThat(emergency.get("/admin/v1/organizations/" + server.acme()).status())
                .isEqualTo(200);
        assertThat(admin().get("/admin/v1/organizations/" + server.acme() + "/audit?size=20")
                        .body())
                .contains("break_glass.used");
        assertThat(admin().get(sso).json().path("breakGlass").path("lastUsedAt").isNull())
                .isFalse();
    }

    @Test
    @Order(11)
    void keepsTheBreakGlassAccountUntilItIsClosedWhereItWasIssued() throws Exception {
        String organization = "/admin/v1/organizations/" + server.acme();
        var account = admin().get(sso).json().path("breakGlass");
        String member = account.path("memberId").asString();
        Client emergency = person("subject of " + account.path("username").asString(), "x@x.invalid", true, "");

        for (String end : List.of("suspend", "remove")) {
            assertThat(admin().post(organization + "/members/" + member + "/" + end, null)
                            .code())
                    .isEqualTo("break_glass_account");
        }
        Client scim = server.withToken(admin().post(organization + "/scim/tokens", "{\"name\":\"sync\"}")
                .json()
                .path("secret")
                .asString());
        String user = "/scim/v2/" + server.acme() + "/Users/" + member;
        assertThat(scim.get(user).status()).isEqualTo(404);
        assertThat(scim.send("DELETE", user, null, Map.of()).status()).isEqualTo(404);
        assertThat(scim.get("/scim/v2/" + server.acme() + "/Users?count=200").body())
                .doesNotContain(member);
        assertThat(emergency.get(organization + "/audit").status()).isEqualTo(200);

        String grant = admin().get(organization + "/role-grants?holderId=" + member)
                .json()
                .at("/items/0/id")
                .asString();
        admin().post(organization + "/role-grants/" + grant + "/revoke", null);
        assertThat(emergency.get(organization + "/audit").status()).isEqualTo(403);
        Answer again = admin().post(sso + "/break-glass", null);
        assertThat(again.json().at("/account/memberId").asString()).isEqualTo(member);
        assertThat(emergency.get(organization + "/audit").status())
                .as("whoever is given its password gets in as an admin")
                .isEqualTo(200);
    }

    @Test
    @Order(12)
    void suspendsWhoeverIsDisabledAtTheIssuer() throws Exception {
        Client ada = person("ada", "ada@corp.test", true, alias);
        assertThat(organizations(ada)).isOne();
        var events = server.bean(FakeIssuer.Events.class);
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
        String suspended = "/admin/v1/organizations/" + server.acme() + "/members?state=suspended&search=ada@corp.test";
        Eventually.until(
                "they are suspended",
                () -> admin().get(suspended).json().path("items").size() == 1);
        Client again = person("ada", "ada@corp.test", true, alias);
        assertThat(organizations(again)).isZero();
        assertThat(again.get("/admin/v1/me").status())
                .as("who signs in later is not thrown out again")
                .isEqualTo(200);
        String log = admin().get("/admin/v1/organizations/" + server.acme() + "/audit?size=50")
                .body();
        assertThat(log.split("issuer.administered", -1)).as("written once").hasSize(2);
    }

    @Test
    @Order(13)
    void endsASignInThatEndedAtTheIssuer() throws Exception {
        String session = UUID.randomUUID().toString();
        Client bo = server.withToken(token("bo", "bo@corp.test", true, alias, session));
        assertThat(organizations(bo)).isOne();
        server.bean(FakeIssuer.Events.class)
                .signedOut
                .add(new IssuerEvents.SignedOut("out-1", Instant.now(), "bo", session));
        Eventually.until("it is over", () -> bo.get("/admin/v1/me").code().equals("session_ended"));
    }

    @Test
    @Order(14)
    void letsNobodyInThroughADisabledConnection() throws Exception {
        Client bo = person("bo", "bo@corp.test", true, alias);
        String organization = "/admin/v1/organizations/" + server.acme();
        assertThat(bo.get(organization).status()).isEqualTo(200);
        admin().post(sso + "/connections/" + connection + "/disable", null);
        assertThat(bo.get(organization).code()).isEqualTo("sso_disabled");
        assertThat(applied().connections().getFirst().enabled()).isFalse();
        assertThat(organizations(person("cy", "cy@corp.test", true, alias))).isZero();
    }

    @Test
    @Order(15)
    void keepsWhatIsSavedWhileTheIssuerIsDownAndTellsItLater() {
        logins.down = true;
        String path = sso + "/connections/" + connection;
        Answer answer = admin().post(path + "/enable", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("state").asString()).isEqualTo("draft");
        assertThat(answer.json().path("applied").asBoolean()).isFalse();
        var pending = admin().get(sso).json().path("pending");
        assertThat(pending.path("attempts").asInt()).isOne();
        assertThat(pending.path("problem").asString()).isEqualTo("Keycloak cannot be reached.");
        assertThat(Instant.parse(pending.path("nextAttemptAt").asString())).isAfter(Instant.now());
        assertThat(applied().connections().getFirst().enabled()).isFalse();
        Answer refused = admin().post(sso + "/break-glass", null);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("issuer_unreachable");
        assertThat(admin().post(sso + "/break-glass/close", null)
                        .json()
                        .path("breakGlass")
                        .isNull())
                .isTrue();
        assertThat(logins.closed).isEmpty();

        logins.down = false;
        Eventually.until(
                "it is told by itself",
                () -> admin().get(sso).json().path("pending").isNull());
        assertThat(applied().connections().getFirst().enabled()).isTrue();
        assertThat(logins.closed).hasSize(1);
        assertThat(admin().get(path).json().path("applied").asBoolean()).isTrue();
    }

    @Test
    @Order(16)
    void keepsWhoWasRemovedOutUntilTheyAreInvitedAnew() throws Exception {
        assertThat(organizations(person("dee", "dee@corp.test", true, alias))).isOne();
        String members = "/admin/v1/organizations/" + server.acme() + "/members";
        String id = admin().get(members + "?search=dee@corp.test")
                .json()
                .at("/items/0/id")
                .asString();
        assertThat(admin().post(members + "/" + id + "/remove", null).status()).isEqualTo(200);

        assertThat(organizations(person("dee", "dee@corp.test", true, alias))).isZero();
        assertThat(organizations(person("dee", "other-name@corp.test", true, alias)))
                .as("whoever they say they are")
                .isZero();
        assertThat(organizations(person("dee again", "Dee@corp.test", true, alias)))
                .as("whoever has their address")
                .isZero();
        assertThat(admin().get("/admin/v1/organizations/" + server.acme() + "/audit?size=50")
                        .body())
                .contains("member.kept_out");

        Answer invited = admin().post(
                        "/admin/v1/organizations/" + server.acme() + "/invitations",
                        "{\"email\":\"dee@corp.test\",\"roles\":[{\"role\":\"auditor\"}]}");
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        JsonOf back = me(person("dee", "dee@corp.test", true, alias));
        assertThat(back.organizations()).isOne();
        assertThat(back.roles()).isEqualTo("[\"auditor\"]");
    }

    @Test
    @Order(17)
    void letsWhomProvisioningTookAwayComeBackBySigningIn() throws Exception {
        String organization = "/admin/v1/organizations/" + server.acme();
        Client scim = server.withToken(admin().post(organization + "/scim/tokens", "{\"name\":\"idp\"}")
                .json()
                .path("secret")
                .asString());
        String users = "/scim/v2/" + server.acme() + "/Users";
        Answer made = scim.send(
                "POST",
                users,
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"eli@corp.test\"}",
                Map.of("content-type", "application/scim+json"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(organizations(person("eli", "eli@corp.test", true, alias))).isOne();
        Answer gone = scim.send("DELETE", users + "/" + made.json().path("id").asString(), null, Map.of());
        assertThat(gone.status()).isEqualTo(204);
        assertThat(organizations(person("eli", "eli@corp.test", true, alias))).isOne();
    }

    @Test
    @Order(18)
    void requiresItOfWhoOperatesTheInstallationToo() throws Exception {
        Client ops = person("ops", "ops@corp.test", true, alias);
        assertThat(organizations(ops)).isOne();
        assertThat(admin().post(sso + "/connections/" + connection + "/enforce", null)
                        .status())
                .isEqualTo(200);
        grant(admin(), "member", memberId("operator@acme.test"), "organization_admin");
        grant(server.as("operator@acme.test"), "member", memberId("ops@corp.test"), "platform_operator");
        assertThat(ops.get("/admin/v1/organizations").status()).isEqualTo(200);

        Client around = person("ops", "ops@corp.test", true, "");

        assertThat(around.get("/admin/v1/organizations").code()).isEqualTo("sso_required");
        assertThat(around.post("/admin/v1/organizations", "{\"name\":\"Around\",\"slug\":\"around\"}")
                        .code())
                .isEqualTo("sso_required");
        assertThat(around.post("/admin/v1/organizations/" + server.globex() + "/archive", null)
                        .status())
                .isEqualTo(404);
        assertThat(server.as("admin@globex.test")
                        .get("/admin/v1/organizations/" + server.globex())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("active");
    }

    /** Whom a sign-in lets in where does not matter to whoever ends it. */
    @Test
    @Order(19)
    void letsSomebodyEndASignInThatIsNotLetIn() throws Exception {
        String session = UUID.randomUUID().toString();
        Client around = server.withToken(token("ops", "ops@corp.test", true, "", session));
        assertThat(around.get("/admin/v1/organizations/" + server.acme()).code())
                .isEqualTo("sso_required");
        Answer ended = around.post("/admin/v1/me/sessions/end", null);
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(around.get("/admin/v1/me").code()).isEqualTo("session_ended");
    }

    /** An address is changed at the issuer; whom it is about is known here. */
    @Test
    @Order(20)
    void requiresItOfWhoeverComesWithAnotherAddress() throws Exception {
        String organization = "/admin/v1/organizations/" + server.acme();
        assertThat(person("ops", "ops@home.test", true, "").get(organization).code())
                .isEqualTo("sso_required");
        assertThat(person("ops", "", false, "").get(organization).code()).isEqualTo("sso_required");
    }

    @Test
    @Order(21)
    void takesAGroupsRolesOnlyForWhoHoldsThem() {
        String organization = "/admin/v1/organizations/" + server.acme();
        String owners = admin().post(sso + "/groups", "{\"name\":\"owners\"}")
                .json()
                .path("id")
                .asString();
        grant(admin(), "group", owners, "organization_admin");
        String clerk = admin().post(
                        organization + "/roles",
                        "{\"name\":\"Clerk\",\"actions\":[\"organization.write\",\"role.write\",\"member.read\"]}")
                .json()
                .path("id")
                .asString();
        admin().post(
                        organization + "/role-grants",
                        "{\"holder\":\"member\",\"holderId\":\"" + memberId("member@acme.test") + "\",\"roleId\":\""
                                + clerk + "\"}");

        Answer refused = server.as("member@acme.test").post(sso + "/groups/" + owners + "/remove", null);

        assertThat(refused.code()).as(refused.body()).isEqualTo("exceeds_own_authority");
        assertThat(applied().groups()).contains("owners");
    }

    @Test
    @Order(22)
    void keepsTheLastAdministratorInTheGroupThatMakesThemOne() throws Exception {
        String organization = "/admin/v1/organizations/" + server.acme();
        Client gus = inGroups("gus", "owners");
        assertThat(me(gus).roles()).contains("organization_admin");
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
        assertThat(admin().get(organization + "/audit").status()).isEqualTo(403);

        Client left = inGroups("gus");

        assertThat(me(left).roles()).contains("organization_admin");
        assertThat(left.get(organization + "/audit?size=20").body()).contains("member.last_admin_kept");
        assertThat(me(inGroups("ira", "owners")).roles()).contains("organization_admin");
        assertThat(me(inGroups("gus")).roles()).isEqualTo("[\"member\"]");
    }

    @Test
    @Order(23)
    void isRequiredOnlyWhileSomebodyCouldEndThatWithoutIt() throws Exception {
        Client ira = inGroups("ira", "owners");
        String path = sso + "/connections/" + connection;
        assertThat(ira.post(path + "/relax", null).status()).isEqualTo(200);

        assertThat(ira.post(path + "/enforce", null).code()).isEqualTo("no_other_way_in");

        assertThat(ira.post(sso + "/break-glass", null).status()).isEqualTo(201);
        assertThat(ira.post(path + "/enforce", null).status()).isEqualTo(200);
        assertThat(ira.post(sso + "/break-glass/close", null).code()).isEqualTo("no_other_way_in");
        assertThat(ira.get(sso).json().path("breakGlass").isNull()).isFalse();
        assertThat(ira.post(path + "/relax", null).status()).isEqualTo(200);
        assertThat(ira.post(sso + "/break-glass/close", null).status()).isEqualTo(200);
    }

    private void grant(Client giver, String holder, String id, String role) {
        Answer given = giver.post(
                "/admin/v1/organizations/" + server.acme() + "/role-grants",
                "{\"holder\":\"" + holder + "\",\"holderId\":\"" + id + "\",\"role\":\"" + role + "\"}");
        assertThat(given.status()).as(given.body()).isEqualTo(201);
    }

    private String memberId(String email) {
        return admin().get("/admin/v1/organizations/" + server.acme() + "/members?search=" + email)
                .json()
                .at("/items/0/id")
                .asString();
    }

    /** Somebody whom the provider names in these groups now. */
    private Client inGroups(String name, String... groups) throws Exception {
        return server.withToken(
                token(name, name + "@corp.test", true, alias, UUID.randomUUID().toString(), List.of(groups)));
    }

    private Client admin() {
        return server.as("admin@acme.test");
    }

    private TenantLogin applied() {
        return java.util.Objects.requireNonNull(logins.applied.get(UUID.fromString(server.acme())));
    }

    private String state() {
        return admin().get(sso + "/connections/" + connection)
                .json()
                .path("state")
                .asString();
    }

    private record JsonOf(int organizations, String roles) {}

    private static JsonOf me(Client client) {
        var organizations = client.get("/admin/v1/me").json().path("organizations");
        return new JsonOf(
                organizations.size(), organizations.path(0).path("roles").toString());
    }

    private static int organizations(Client client) {
        return me(client).organizations();
    }

    private Client person(String subject, String email, boolean verified, String through) throws Exception {
        return server.withToken(
                token(subject, email, verified, through, UUID.randomUUID().toString()));
    }

    private String token(String subject, String email, boolean verified, String through, String session)
            throws Exception {
        return token(subject, email, verified, through, session, List.of("/engineers", "/x"));
    }

    private String token(
            String subject, String email, boolean verified, String through, String session, List<String> groups)
            throws Exception {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(FakeIssuer.ISSUER)
                .audience("bursar-admin-api")
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("sid", session)
                .claim("email", email)
                .claim("email_verified", verified)
                .claim("name", subject)
                .claim("organization", Map.of(server.acme(), Map.of("id", "k", "groups", groups)));
        if (!through.isEmpty()) {
            claims.claim("identity_provider", through);
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private String provider() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private static String oidc(String url) {
        return "{\"kind\":\"oidc\",\"name\":\"Corp\",\"metadataUrl\":\"" + url
                + "\",\"clientId\":\"bursar\",\"clientSecret\":\"very secret\"}";
    }

    private void serve(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        provider.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
