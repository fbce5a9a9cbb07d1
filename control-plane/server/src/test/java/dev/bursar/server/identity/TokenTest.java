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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
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

    /** Every character, each replaced by one that differs in its high bits; the last one's low bits are not used. */
    @Test
    void refusesATokenWithAnyCharacterChanged() throws Exception {
        String token = sign(good, issuersKey);
        int mutated = 0;
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) >= 'A' && token.charAt(i) <= 'P' ? 'w' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(status(changed)).as("character " + i).isEqualTo(401);
            mutated++;
        }
        for (int length : new int[] {0, 1, token.indexOf('.'), token.lastIndexOf('.'), token.length() - 4}) {
            assertThat(status(token.substring(0, length))).isEqualTo(401);
            mutated++;
        }
        System.out.println("Tokens mutated and refused: " + mutated + " of " + mutated);
    }

    /** What a header or a claim can say to be believed, each signed with the issuer's own key where that is possible. */
    @Test
    void believesNoHeaderAndNoClaimThatAsksForIt() throws Exception {
        List<String> tokens = new ArrayList<>();
        RSAKey attackers =
                new RSAKeyGenerator(2048).keyID(issuersKey.getKeyID()).generate();
        tokens.add(sign(
                good,
                attackers,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .jwk(attackers.toPublicJWK())
                        .build()));
        tokens.add(sign(
                good,
                attackers,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(issuersKey.getKeyID())
                        .jwkURL(URI.create("http://127.0.0.1:1/jwks"))
                        .build()));
        for (JWSAlgorithm algorithm :
                List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS512)) {
            tokens.add(sign(
                    good,
                    issuersKey,
                    new JWSHeader.Builder(algorithm)
                            .keyID(issuersKey.getKeyID())
                            .build()));
        }
        tokens.add(sign(
                good,
                issuersKey,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("../../etc/passwd")
                        .build()));
        String[] parts = sign(good, issuersKey).split("\\.");
        for (String header : List.of(
                "{\"alg\":\"none\"}",
                "{\"alg\":\"None\"}",
                "{\"alg\":\"nOnE\",\"typ\":\"JWT\"}",
                "{\"alg\":\"\"}",
                "{\"alg\":null}",
                "{}",
                "{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}",
                "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}",
                "[]",
                "x")) {
            String encoded =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
            tokens.add(encoded + "." + parts[1] + "." + parts[2]);
            tokens.add(encoded + "." + parts[1] + ".");
        }
        for (String issuer : List.of(DemoServer.ISSUER + "/", DemoServer.ISSUER.toUpperCase(Locale.ROOT), "", " ")) {
            tokens.add(changed(c -> c.issuer(issuer)));
        }
        for (String audience : List.of("", "bursar-admin-api ", "bursar-admin", "bursar-admin-api2", "*")) {
            tokens.add(changed(c -> c.audience(audience)));
        }
        tokens.add(changed(c -> c.claim("exp", "never")));
        tokens.add(changed(c -> c.claim("exp", -1)));
        tokens.add(changed(c -> c.claim("exp", 0)));
        tokens.add(changed(c -> c.subject("")));
        tokens.add(changed(c -> c.subject("x".repeat(400))));
        for (String token : tokens) {
            assertThat(status(token)).as(token).isEqualTo(401);
        }
        System.out.println("Tokens forged by header or claim and refused: " + tokens.size() + " of " + tokens.size());
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

    private static String sign(JWTClaimsSet claims, RSAKey key, JWSHeader header) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
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
