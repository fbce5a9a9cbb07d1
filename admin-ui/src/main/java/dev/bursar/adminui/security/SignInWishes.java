package dev.bursar.adminui.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * What a sign-in shall be like, passed on to the issuer: through which identity provider, so that one can be tried before
 * anybody is led to it; and that the person proves anew who they are, although they are signed in.
 */
final class SignInWishes implements OAuth2AuthorizationRequestResolver {
    static final String CONNECTION = "connection";
    static final String AGAIN = "again";
    /** Whoever did so a moment ago is not asked twice. */
    private static final int AGAIN_AFTER_SECONDS = 60;

    private static final String HINT = "kc_idp_hint";

    private final DefaultOAuth2AuthorizationRequestResolver usual;

    SignInWishes(ClientRegistrationRepository registrations) {
        usual = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/oauth2/authorization");
        Consumer<OAuth2AuthorizationRequest.Builder> proof = OAuth2AuthorizationRequestCustomizers.withPkce();
        usual.setAuthorizationRequestCustomizer(proof);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return with(request, usual.resolve(request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        return with(request, usual.resolve(request, registrationId));
    }

    private static @Nullable OAuth2AuthorizationRequest with(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest authorization) {
        if (authorization == null) {
            return null;
        }
        Map<String, Object> wishes = new HashMap<>();
        String connection = request.getParameter(CONNECTION);
        if (connection != null && connection.matches("[A-Za-z0-9-]{1,200}")) {
            wishes.put(HINT, connection);
        }
        if (request.getParameter(AGAIN) != null) {
            wishes.put("max_age", AGAIN_AFTER_SECONDS);
        }
        return OAuth2AuthorizationRequest.from(authorization)
                .additionalParameters(parameters -> parameters.putAll(wishes))
                .build();
    }
}
