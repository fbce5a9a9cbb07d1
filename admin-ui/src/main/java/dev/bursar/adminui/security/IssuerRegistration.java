package dev.bursar.adminui.security;

import dev.bursar.adminui.ConsoleProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * The console as a client of the issuer. Addresses are spelt out rather than discovered, so that the console starts
 * while the issuer is down; the secret is read when it is first needed, because the control plane may write it later.
 */
final class IssuerRegistration implements ClientRegistrationRepository, Iterable<ClientRegistration> {
    static final String ID = "bursar";
    private static final Logger LOG = LoggerFactory.getLogger(IssuerRegistration.class);

    private final ConsoleProperties properties;
    private final Path secretFile;
    private volatile @Nullable ClientRegistration complete;

    IssuerRegistration(ConsoleProperties properties, Path secretsDirectory) {
        this.properties = properties;
        this.secretFile = secretsDirectory.resolve(properties.clientSecretFile());
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        return ID.equals(registrationId) ? registration() : null;
    }

    @Override
    public Iterator<ClientRegistration> iterator() {
        return List.of(registration()).iterator();
    }

    private ClientRegistration registration() {
        ClientRegistration known = complete;
        if (known != null) {
            return known;
        }
        String secret = secret();
        ClientRegistration registration = build(secret);
        if (!secret.isEmpty()) {
            complete = registration;
        }
        return registration;
    }

    private String secret() {
        try {
            return Files.readString(secretFile).strip();
        } catch (IOException e) {
            LOG.warn("The console's client secret cannot be read yet file={}", secretFile);
            return "";
        }
    }

    private ClientRegistration build(String secret) {
        return ClientRegistration.withRegistrationId(ID)
                .clientName("Bursar")
                .clientId(properties.clientId())
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope(properties.scopes())
                .issuerUri(properties.issuerUrl().toString())
                .authorizationUri(properties.authorizationUrl())
                .tokenUri(properties.tokenUrl())
                .jwkSetUri(properties.keysUrl())
                .userNameAttributeName("sub")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .providerConfigurationMetadata(Map.of("end_session_endpoint", properties.logoutUrl()))
                .build();
    }
}
