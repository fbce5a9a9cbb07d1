package dev.bursar.server.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.identity.ProviderSettings;
import dev.bursar.server.identity.TenantLogin;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** That Keycloak understands it so is what {@code KeycloakTest} shows. */
class ProviderConfigTest {
    private static final PersonAttributes NAMED = new PersonAttributes(
            "urn:oid:0.9.2342.19200300.100.1.3", "urn:oid:2.5.4.42", "urn:oid:2.5.4.4", "memberOf");

    private final ProviderConfig config = new ProviderConfig("https://id.example/realms/bursar");

    @Test
    void readsSamlAttributesByTheNamesThatWereGiven() {
        ProviderSettings.Saml saml = new ProviderSettings.Saml(
                "https://idp.example", "https://idp.example/sso", "", List.of("certificate"), NAMED);
        assertThat(mapper(saml, "email").identityProviderMapper()).isEqualTo("saml-user-attribute-idp-mapper");
        assertThat(mapper(saml, "email").config())
                .containsEntry("attribute.name", NAMED.email())
                .containsEntry("user.attribute", "email");
        assertThat(mapper(saml, "firstName").config()).containsEntry("attribute.name", NAMED.firstName());
        assertThat(mapper(saml, "lastName").config()).containsEntry("attribute.name", NAMED.lastName());
        assertThat(mapper(saml, "group engineers").config().get("attributes"))
                .isEqualTo("[{\"key\":\"memberOf\",\"value\":\"engineers\"}]");
    }

    @Test
    void readsClaimsByTheNamesThatWereGivenAndAsksForTheScopes() {
        ProviderSettings.Oidc oidc = new ProviderSettings.Oidc(
                "https://idp.example", "a", "t", "k", "", "", "client", "secret", "openid upn", NAMED);
        assertThat(mapper(oidc, "email").identityProviderMapper()).isEqualTo("oidc-user-attribute-idp-mapper");
        assertThat(mapper(oidc, "email").config())
                .containsEntry("claim", NAMED.email())
                .containsEntry("user.attribute", "email");
        assertThat(config.provider(connection(oidc)).config())
                .containsEntry("defaultScope", "openid upn")
                .containsEntry("disableUserInfo", "true");
    }

    private Kc.ProviderMapper mapper(ProviderSettings settings, String name) {
        return config.mappers(connection(settings), new TreeSet<>(List.of("engineers"))).stream()
                .filter(mapper -> mapper.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TenantLogin.Connection connection(ProviderSettings settings) {
        return new TenantLogin.Connection("alias", "Name", true, true, settings);
    }
}
