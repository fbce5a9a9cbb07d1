package dev.bursar.server.sso;

import dev.bursar.adminapi.sso.CreateSsoConnection;
import dev.bursar.adminapi.sso.UpdateSsoConnection;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what an administrator enters to what is kept: reads the provider's metadata. */
@Component
final class ProviderDocuments {
    private final Metadata metadata;
    private final SsoProperties properties;

    ProviderDocuments(Metadata metadata, SsoProperties properties) {
        this.metadata = metadata;
        this.properties = properties;
    }

    boolean privateNetwork() {
        return properties.privateNetwork();
    }

    Settings read(CreateSsoConnection request, boolean privateNetwork) {
        var source = new Metadata.Source(request.metadataUrl(), request.metadata());
        String url = Objects.requireNonNullElse(request.metadataUrl(), "").strip();
        String groups = or(request.groupsAttribute(), "groups");
        if (request.kind().equals("oidc")) {
            String client = or(request.clientId(), "");
            if (client.isEmpty()) {
                throw ProblemException.field(
                        "clientId", "client_id_needed", "The provider gave a client id: enter it.");
            }
            return metadata.oidc(source, privateNetwork).settings(url, client, groups);
        }
        return saml(
                metadata.saml(source, privateNetwork),
                url,
                or(request.emailAttribute(), "email"),
                or(request.firstNameAttribute(), "givenName"),
                or(request.lastNameAttribute(), "surname"),
                groups);
    }

    /** Null: the provider stays. */
    @Nullable
    Settings read(Settings before, UpdateSsoConnection request, boolean privateNetwork) {
        var source = new Metadata.Source(request.metadataUrl(), request.metadata());
        if (!source.isGiven()) {
            return null;
        }
        String url = Objects.requireNonNullElse(request.metadataUrl(), "").strip();
        String groups = or(request.groupsAttribute(), before.groupsAttribute());
        return switch (before) {
            case Settings.Oidc oidc ->
                metadata.oidc(source, privateNetwork).settings(url, or(request.clientId(), oidc.clientId()), groups);
            case Settings.Saml saml ->
                saml(
                        metadata.saml(source, privateNetwork),
                        url,
                        saml.emailAttribute(),
                        saml.firstNameAttribute(),
                        saml.lastNameAttribute(),
                        groups);
        };
    }

    private static Settings.Saml saml(
            SamlMetadata metadata, String url, String email, String firstName, String lastName, String groups) {
        return new Settings.Saml(
                url,
                metadata.entityId(),
                metadata.signOnUrl(),
                metadata.logoutUrl(),
                metadata.certificates(),
                email,
                firstName,
                lastName,
                groups);
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text.strip();
    }
}
