package dev.bursar.server.identity.issuer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bursar.server.identity.IssuerProperties;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * An access token for e-mail and password, so that scripts and tests need no browser. Only with {@code bursar.demo},
 * which production refuses.
 */
@RestController
@ConditionalOnProperty(
        prefix = "bursar",
        name = {"demo", "issuer.embedded"},
        havingValue = "true")
class TokenForScripts {
    static final String PATH = "/issuer/token";
    private static final Duration LIFE = Duration.ofHours(1);

    private final PasswordCheck passwords;
    private final JwtEncoder encoder;
    private final IssuerProperties properties;
    private final Ids ids;
    private final Clock clock;

    TokenForScripts(PasswordCheck passwords, JwtEncoder encoder, IssuerProperties properties, Ids ids, Clock clock) {
        this.passwords = passwords;
        this.encoder = encoder;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    record Login(
            @NotBlank @Size(max = 320) String email,
            @NotBlank @Size(max = 200) String password) {
        @Override
        public String toString() {
            return "Login[email=" + email + ", password=…]";
        }
    }

    /** As RFC 6749 names them. */
    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    @PostMapping(PATH)
    Token token(@RequestBody @Valid Login login, HttpServletRequest request) {
        try {
            var user = passwords.check(request.getRemoteAddr(), login.email(), login.password());
            return new Token(sign(user), "Bearer", LIFE.toSeconds());
        } catch (Locked e) {
            throw ProblemException.tooMany("too_many_attempts", "Too many failures. Try again later.", e.left());
        } catch (BadCredentialsException e) {
            throw new ProblemException(401, "login_wrong", "E-mail or password is wrong.");
        }
    }

    private String sign(IssuerUsers.User user) {
        Instant now = clock.instant();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(properties.uri())
                .subject(user.subject())
                .audience(List.of(properties.audience()))
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .claim("sid", ids.next().toString())
                .claim("auth_time", now.getEpochSecond());
        TokenClaims.describe(user, claims::claim);
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }
}
