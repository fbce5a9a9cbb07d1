package dev.bursar.server.identity;

import dev.bursar.policy.key.KeyText;
import dev.bursar.policy.workload.CompactToken;
import dev.bursar.policy.workload.TokenClaims;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Tells bearer credentials apart by their form: a management key, a person's token (our own issuer's), or a workload's
 * (anybody else's). A workload's is believed by the organization that the request is about, and by no other; where it is about
 * none, by the one whose audience it names.
 */
final class BearerAuthentication implements AuthenticationManagerResolver<HttpServletRequest> {
    private static final Pattern ORGANIZATION = Pattern.compile("/admin/v1/organizations/([0-9a-fA-F-]{36})(/.*)?");

    private final JwtAuthenticationProvider people;
    private final Machines machines;
    private final String ownIssuer;

    BearerAuthentication(JwtDecoder decoder, Machines machines, String ownIssuer) {
        this.people = new JwtAuthenticationProvider(decoder);
        this.machines = machines;
        this.ownIssuer = ownIssuer;
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        return presented -> authenticate(presented, request);
    }

    private Authentication authenticate(Authentication presented, HttpServletRequest request) {
        String text = ((BearerTokenAuthenticationToken) presented).getToken();
        if (text.startsWith("bsr_")) {
            KeyText key = KeyText.parse(text)
                    .orElseThrow(() -> new BearerRefusedException(
                            "key_malformed", "This is not a key: its form or checksum is wrong."));
            return new MachineAuthentication(machines.ofKey(key));
        }
        Optional<CompactToken> token = CompactToken.parse(text);
        Optional<TokenClaims> claims = token.flatMap(TokenJson::read);
        if (claims.isEmpty() || claims.get().issuer().equals(ownIssuer)) {
            return people.authenticate(presented);
        }
        return new MachineAuthentication(organization(request)
                .map(id -> machines.ofToken(id, claims.get(), token.orElseThrow()))
                .orElseGet(() -> machines.ofToken(claims.get(), token.orElseThrow())));
    }

    private static Optional<UUID> organization(HttpServletRequest request) {
        Matcher path = ORGANIZATION.matcher(request.getRequestURI());
        try {
            return path.matches() ? Optional.of(UUID.fromString(path.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
