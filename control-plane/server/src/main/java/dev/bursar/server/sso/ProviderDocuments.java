package dev.bursar.server.sso;

import dev.bursar.adminapi.sso.CreateSsoConnection;
import dev.bursar.adminapi.sso.UpdateSsoConnection;
import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.platform.web.ProblemException;
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
        boolean oidc = request.kind().equals("oidc");
        String client = Asked.or(request.clientId(), "");
        if (oidc && client.isEmpty()) {
            throw ProblemException.field("clientId", "client_id_needed", "The provider gave a client id: enter it.");
        }
        PersonAttributes attributes = Asked.attributes(
                oidc ? PersonAttributes.OIDC : PersonAttributes.SAML,
                request.emailAttribute(),
                request.firstNameAttribute(),
                request.lastNameAttribute(),
                request.groupsAttribute());
        String scopes = Asked.scopes(request.scopes(), Asked.USUAL_SCOPES);
        var source = new Metadata.Source(request.metadataUrl(), request.metadata());
        return oidc
                ? metadata.oidc(source, privateNetwork).settings(source.address(), client, scopes, attributes)
                : metadata.saml(source, privateNetwork).settings(source.address(), attributes);
    }

    /** What is not given stays; metadata is read where it is named. */
    Settings read(Settings before, UpdateSsoConnection request, boolean privateNetwork) {
        PersonAttributes attributes = Asked.attributes(
                before.attributes(),
                request.emailAttribute(),
                request.firstNameAttribute(),
                request.lastNameAttribute(),
                request.groupsAttribute());
        return switch (before) {
            case Settings.Oidc oidc ->
                again(oidc, request, privateNetwork)
                        .asked(
                                Asked.or(request.clientId(), oidc.clientId()),
                                Asked.scopes(request.scopes(), oidc.scopes()),
                                attributes);
            case Settings.Saml saml -> again(saml, request, privateNetwork).asked(attributes);
        };
    }

    private Settings.Oidc again(Settings.Oidc before, UpdateSsoConnection request, boolean privateNetwork) {
        var source = new Metadata.Source(request.metadataUrl(), request.metadata());
        return source.isGiven() ? before.of(metadata.oidc(source, privateNetwork), source.address()) : before;
    }

    private Settings.Saml again(Settings.Saml before, UpdateSsoConnection request, boolean privateNetwork) {
        var source = new Metadata.Source(request.metadataUrl(), request.metadata());
        return source.isGiven() ? before.of(metadata.saml(source, privateNetwork), source.address()) : before;
    }
}
