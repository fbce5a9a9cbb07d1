package dev.bursar.server.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.bursar.server.DemoServer;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.identity.ProviderSettings;
import dev.bursar.server.identity.TenantLogin;
import dev.bursar.server.identity.TenantLogins;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against a real Keycloak, whose realm {@code outside-company} is some tenant's identity provider. */
@WithKeycloak
class KeycloakTest {
    private final KeycloakHouse house;
    private final DemoServer server;

    KeycloakTest(KeycloakHouse house) {
        this.house = house;
        this.server = house.server();
    }

    @Test
    void leadsPeopleOfADomainThroughTheirOwnProvider() throws Exception {
        UUID organization = UUID.randomUUID();
        TenantLogin wanted = new TenantLogin(
                organization,
                "Outside",
                Set.of("outside-too.test"),
                new TreeSet<>(Set.of("engineers", "managers")),
                List.of(new TenantLogin.Connection("oidc-" + organization, "Outside", true, true, house.oidc())));
        TenantLogins logins = server.bean(TenantLogins.class);
        logins.apply(wanted);
        String once = house.fingerprint(organization);
        logins.apply(wanted);
        assertThat(house.fingerprint(organization)).isEqualTo(once);

        var claims =
                SignedJWT.parse(house.signIn("ida@outside-too.test").access()).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(house.keycloak().url() + "/realms/bursar");
        assertThat(claims.getAudience()).contains("bursar-admin-api");
        assertThat(claims.getStringClaim("sid")).isNotBlank();
        assertThat(claims.getLongClaim("auth_time")).isPositive();
        assertThat(claims.getStringClaim("identity_provider")).isEqualTo("oidc-" + organization);
        assertThat(claims.getJSONObjectClaim("organization")).containsOnlyKeys(organization.toString());
        assertThat(String.valueOf(claims.getJSONObjectClaim("organization").get(organization.toString())))
                .contains("engineers")
                .doesNotContain("managers");

        logins.apply(new TenantLogin(organization, "Outside", Set.of(), new TreeSet<>(), List.of()));
        assertThat(house.fingerprint(organization)).doesNotContain("oidc-", "outside-too.test", "engineers");
    }

    @Test
    void speaksSamlToo() throws Exception {
        UUID organization = UUID.randomUUID();
        ProviderSettings saml = house.saml();
        TenantLogin wanted = new TenantLogin(
                organization,
                "Outside by SAML",
                Set.of("outside-saml.test"),
                new TreeSet<>(Set.of("engineers")),
                List.of(new TenantLogin.Connection("saml-" + organization, "Outside", true, true, saml)));
        TenantLogins logins = server.bean(TenantLogins.class);
        logins.apply(wanted);
        String once = house.fingerprint(organization);
        logins.apply(wanted);
        assertThat(house.fingerprint(organization)).isEqualTo(once);
        var claims =
                SignedJWT.parse(house.signIn("sam@outside-saml.test").access()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("email")).isEqualTo("sam@outside-saml.test");
        assertThat(claims.getStringClaim("name")).isEqualTo("Sam Ito");
        assertThat(String.valueOf(claims.getJSONObjectClaim("organization"))).contains("engineers");
        logins.apply(new TenantLogin(organization, "Outside", Set.of(), new TreeSet<>(), List.of()));
    }

    /** The other way round, to see that it is these that are read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsWhoSomebodyIsFromTheAttributesThatAreNamed(boolean oidc) throws Exception {
        UUID organization = UUID.randomUUID();
        String who = oidc ? "joe" : "kit";
        String domain = oidc ? "named-claims.test" : "named-attributes.test";
        house.outsider(who, who + "@" + domain, "Given", "Family");
        PersonAttributes swapped = oidc
                ? new PersonAttributes("email", "family_name", "given_name", "groups")
                : new PersonAttributes("email", "surname", "givenName", "groups");
        TenantLogins logins = server.bean(TenantLogins.class);
        logins.apply(new TenantLogin(
                organization,
                "Outside, by its own names",
                Set.of(domain),
                new TreeSet<>(),
                List.of(new TenantLogin.Connection(
                        organization + "-1",
                        "Outside",
                        true,
                        true,
                        oidc ? named(house.oidc(), swapped) : named(house.saml(), swapped)))));
        var claims = SignedJWT.parse(house.signIn(who + "@" + domain).access()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("email")).isEqualTo(who + "@" + domain);
        assertThat(claims.getStringClaim("name")).isEqualTo("Family Given");

        logins.remove(organization, person -> false);
        logins.remove(organization, person -> false);
        assertThat(house.knows(organization)).isFalse();
    }

    /** Keycloak itself would delete both accounts with the organization. */
    @Test
    void keepsTheAccountOfWhoeverBelongsToAnotherOrganizationToo() throws Exception {
        UUID organization = UUID.randomUUID();
        house.outsider("lea", "lea@forgotten.test", "Lea", "Ode");
        house.outsider("moe", "moe@forgotten.test", "Moe", "Ito");
        TenantLogins logins = server.bean(TenantLogins.class);
        logins.apply(new TenantLogin(
                organization,
                "Forgotten",
                Set.of("forgotten.test"),
                new TreeSet<>(Set.of("engineers")),
                List.of(new TenantLogin.Connection(organization + "-1", "Outside", true, true, house.oidc()))));
        String lea = subject(house.signIn("lea@forgotten.test"));
        String moe = subject(house.signIn("moe@forgotten.test"));

        Predicate<Identity> elsewhere =
                person -> person.equals(new Identity(house.keycloak().url() + "/realms/bursar", lea, "", ""));
        logins.remove(organization, elsewhere);
        logins.remove(organization, elsewhere);
        assertThat(house.users("lea@forgotten.test")).containsExactly(lea);
        assertThat(house.enabled(lea)).isTrue();
        assertThat(house.users("moe@forgotten.test")).doesNotContain(moe).isEmpty();
        assertThat(house.fingerprint(organization)).doesNotContain(organization + "-1", "forgotten.test", "engineers");

        logins.remove(organization, person -> false);
        assertThat(house.knows(organization)).isFalse();
        assertThat(house.users("lea@forgotten.test")).isEmpty();
    }

    /** They are members still, and an invitation or another provider may let them in. */
    @Test
    void keepsAccountsWhenOnlyAConnectionEnds() throws Exception {
        UUID organization = UUID.randomUUID();
        house.outsider("nia", "nia@unconnected.test", "Nia", "Ode");
        TenantLogins logins = server.bean(TenantLogins.class);
        logins.apply(new TenantLogin(
                organization,
                "Unconnected",
                Set.of("unconnected.test"),
                new TreeSet<>(),
                List.of(new TenantLogin.Connection(organization + "-1", "Outside", true, true, house.oidc()))));
        String nia = subject(house.signIn("nia@unconnected.test"));
        logins.apply(
                new TenantLogin(organization, "Unconnected", Set.of("unconnected.test"), new TreeSet<>(), List.of()));
        assertThat(house.users("nia@unconnected.test")).containsExactly(nia);
        logins.remove(organization, person -> false);
    }

    private static String subject(KeycloakHouse.Tokens tokens) throws ParseException {
        return SignedJWT.parse(tokens.access()).getJWTClaimsSet().getSubject();
    }

    private static ProviderSettings named(ProviderSettings.Oidc oidc, PersonAttributes attributes) {
        return new ProviderSettings.Oidc(
                oidc.issuer(),
                oidc.authorizationUrl(),
                oidc.tokenUrl(),
                oidc.jwksUrl(),
                oidc.userInfoUrl(),
                oidc.logoutUrl(),
                oidc.clientId(),
                oidc.clientSecret(),
                oidc.scopes(),
                attributes);
    }

    private static ProviderSettings named(ProviderSettings.Saml saml, PersonAttributes attributes) {
        return new ProviderSettings.Saml(
                saml.entityId(), saml.signOnUrl(), saml.logoutUrl(), saml.certificates(), attributes);
    }

    @Test
    void signsInTheDemosPeopleByPasswordAndEndsTheirSignIns() throws Exception {
        KeycloakHouse.Tokens tokens = house.signIn("finance@acme.test");
        DemoServer.Client finance = server.withToken(tokens.access());
        assertThat(finance.get("/admin/v1/me")
                        .json()
                        .path("organizations")
                        .path(0)
                        .path("roles"))
                .hasToString("[\"finance\"]");
        String id = SignedJWT.parse(tokens.access()).getJWTClaimsSet().getStringClaim("sid");
        assertThat(finance.post("/admin/v1/me/sessions/" + id + "/end", null).status())
                .isEqualTo(200);
        assertThat(finance.get("/admin/v1/me").code()).isEqualTo("session_ended");
        // Keycloak was told: it renews nothing.
        assertThat(house.renew(tokens)).isEqualTo(400);
    }

    @Test
    void setsTheRealmUpAgainWithoutHarm() {
        String before = house.realmFingerprint();
        house.setUpAgain();
        assertThat(house.realmFingerprint()).isEqualTo(before);
        assertThat(house.signIn("admin@acme.test").access()).isNotBlank();
    }

    @Test
    void makesALocalAccountForWhenTheProviderFails() {
        TenantLogins logins = server.bean(TenantLogins.class);
        UUID organization = UUID.randomUUID();
        String name = "break-glass-" + organization;
        String subject = logins.localAccount(organization, name, "Break glass", "first password of it");
        assertThat(logins.localAccount(organization, name, "Break glass", "second password of it"))
                .isEqualTo(subject);
        house.password(name, "second password of it");
        assertThat(house.signIn(name).access()).isNotBlank();
        logins.closeAccount(subject);
        assertThat(Map.of("enabled", house.enabled(subject))).containsEntry("enabled", false);
    }
}
