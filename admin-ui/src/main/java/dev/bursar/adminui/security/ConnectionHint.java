package dev.bursar.adminui.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Passes on which identity provider a sign-in shall go through, so that one can be tried before anybody is led to it. */
final class ConnectionHint implements OAuth2AuthorizationRequestResolver {
    static final String PARAMETER = "connection";
    private static final String HINT = "kc_idp_hint";

    private final DefaultOAuth2AuthorizationRequestResolver usual;

    ConnectionHint(ClientRegistrationRepository registrations) {
        usual = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/oauth2/authorization");
        Consumer<OAuth2AuthorizationRequest.Builder> proof = OAuth2AuthorizationRequestCustomizers.withPkce();
        usual.setAuthorizationRequestCustomizer(proof);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return hinted(request, usual.resolve(request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        return hinted(request, usual.resolve(request, registrationId));
    }

    private static @Nullable OAuth2AuthorizationRequest hinted(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest authorization) {
        String connection = request.getParameter(PARAMETER);
        if (authorization == null || connection == null || !connection.matches("[A-Za-z0-9-]{1,200}")) {
            return authorization;
        }
        return OAuth2AuthorizationRequest.from(authorization)
                .additionalParameters(parameters -> parameters.put(HINT, connection))
                .build();
    }
}
