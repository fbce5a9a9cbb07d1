package dev.bursar.server.identity.issuer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Sign-ins under way and refresh tokens, in memory: after a restart people sign in again, access tokens stay good. At
 * most {@link #MOST}, the eldest are forgotten first. Any thread.
 */
@Component
@ConditionalOnProperty(name = "bursar.issuer.embedded", matchIfMissing = true)
final class BoundedAuthorizations implements OAuth2AuthorizationService {
    static final int MOST = 2_000;

    private final Map<String, OAuth2Authorization> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OAuth2Authorization> eldest) {
            return size() > MOST;
        }
    };

    /** By the signature of each ID token that was handed out: logging out works with one that was renewed since. */
    private final Map<String, String> byIdToken = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > 2 * MOST;
        }
    };

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
        byId.put(authorization.getId(), authorization);
        var idToken = authorization.getToken(OidcIdToken.class);
        if (idToken != null) {
            byIdToken.put(signature(idToken.getToken().getTokenValue()), authorization.getId());
        }
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        return byId.get(id);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
        if (tokenType != null && OidcParameterNames.ID_TOKEN.equals(tokenType.getValue())) {
            String id = byIdToken.get(signature(token));
            return id == null ? null : byId.get(id);
        }
        return byId.values().stream().filter(a -> has(a, token)).findFirst().orElse(null);
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static boolean has(OAuth2Authorization authorization, String token) {
        return authorization.getToken(token) != null || token.equals(authorization.getAttribute("state"));
    }
}
