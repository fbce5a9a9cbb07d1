package dev.bursar.server.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** Somebody else's issuer: publishes its metadata and keys on loopback, and signs tokens with the newest of them. */
public final class TokenSigner implements AutoCloseable {
    public static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";

    private final ScriptedSite site = new ScriptedSite();
    private final List<JWK> keys = new ArrayList<>();

    public TokenSigner() {
        addRsaKey("k1");
        site.page(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + site.url("/keys") + "\"}");
    }

    public String issuer() {
        return "http://127.0.0.1:" + site.port();
    }

    public ScriptedSite site() {
        return site;
    }

    public JWK newestKey() {
        return keys.getLast();
    }

    public void addRsaKey(String id) {
        try {
            keys.add(new RSAKeyGenerator(2048).keyID(id).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        publish();
    }

    public void addEcKey(String id) {
        try {
            keys.add(new ECKeyGenerator(Curve.P_256).keyID(id).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        publish();
    }

    public void dropOldestKey() {
        keys.removeFirst();
        publish();
    }

    private void publish() {
        site.page("/keys", new JWKSet(keys).toString(true));
    }

    /** A good token. */
    public String token(String audience) {
        return token(audience, claims -> claims);
    }

    public String token(String audience, UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(keys.getLast(), claims(audience, change));
    }

    public JWTClaimsSet claims(String audience, UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject(SUBJECT)
                        .audience(audience)
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now.minusSeconds(5)))
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                        .claim("repository_owner", "acme"))
                .build();
    }

    public static String sign(JWK key, JWTClaimsSet claims) {
        try {
            boolean rsa = key instanceof RSAKey;
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(rsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(rsa ? new RSASSASigner(key.toRSAKey()) : new ECDSASigner((ECKey) key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        site.close();
    }
}
