package dev.bursar.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

@WithDemoServer
class TokenTest {
    private final DemoServer server;
    private final RSAKey issuersKey;
    private final JWTClaimsSet good;

    TokenTest(DemoServer server) throws Exception {
        this.server = server;
        this.issuersKey = RSAKey.parse(Files.readString(server.state().resolve("secrets/issuer-signing.jwk")));
        this.good = SignedJWT.parse(server.as("member@acme.test").token()).getJWTClaimsSet();
    }

    @Test
    void takesAGoodToken() throws Exception {
        assertThat(status(sign(good, issuersKey))).isEqualTo(200);
    }

    @Test
    void refusesATokenThatSaysAnythingWrong() throws Exception {
        Date past = Date.from(Instant.now().minus(Duration.ofMinutes(10)));
        Date future = Date.from(Instant.now().plus(Duration.ofMinutes(10)));
        assertThat(status(changed(c -> c.issuer("http://elsewhere.test")))).isEqualTo(401);
        assertThat(status(changed(c -> c.issuer(null)))).isEqualTo(401);
        assertThat(status(changed(c -> c.audience("another-api")))).isEqualTo(401);
        assertThat(status(changed(c -> c.audience((String) null)))).isEqualTo(401);
        assertThat(status(changed(c -> c.expirationTime(past)))).isEqualTo(401);
        assertThat(status(changed(c -> c.expirationTime(null)))).isEqualTo(401);
        assertThat(status(changed(c -> c.notBeforeTime(future)))).isEqualTo(401);
        assertThat(status(changed(c -> c.subject(null)))).isEqualTo(401);
    }

    @Test
    void refusesATokenThatTheIssuerDidNotSign() throws Exception {
        RSAKey own = new RSAKeyGenerator(2048).keyID(issuersKey.getKeyID()).generate();
        assertThat(status(sign(good, own))).isEqualTo(401);
        assertThat(status(new PlainJWT(good).serialize())).isEqualTo(401);
        assertThat(status(signedWithThePublicKeyAsSecret())).isEqualTo(401);
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String[] parts = sign(good, issuersKey).split("\\.");
        assertThat(status(header + "." + parts[1] + "." + parts[2])).isEqualTo(401);
        assertThat(status(header + "." + parts[1] + ".")).isEqualTo(401);
    }

    @Test
    void refusesATokenWithAnyCharacterChanged() throws Exception {
        String token = sign(good, issuersKey);
        // The last character of a base64url text holds unused bits, so it is left alone.
        for (int i = 0; i < token.length() - 1; i += 7) {
            if (token.charAt(i) != '.') {
                char other = token.charAt(i) == 'A' ? 'B' : 'A';
                String mutated = token.substring(0, i) + other + token.substring(i + 1);
                assertThat(status(mutated)).as("character " + i).isEqualTo(401);
            }
        }
    }

    @Test
    void knowsNobodyInAnOrganizationByEmail() throws Exception {
        String stranger = changed(c -> c.subject("somebody-else"));
        assertThat(server.withToken(stranger).get("/admin/v1/me").json().path("organizations"))
                .isEmpty();
        assertThat(server.withToken(stranger)
                        .get("/admin/v1/organizations/" + server.acme())
                        .status())
                .isEqualTo(404);
    }

    private int status(String token) {
        return server.withToken(token).get("/admin/v1/me").status();
    }

    private String changed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return sign(change.apply(new JWTClaimsSet.Builder(good)).build(), issuersKey);
    }

    private static String sign(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private String signedWithThePublicKeyAsSecret() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issuersKey.getKeyID())
                        .build(),
                good);
        token.sign(new MACSigner(issuersKey.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }
}
