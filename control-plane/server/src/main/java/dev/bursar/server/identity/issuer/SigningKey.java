package dev.bursar.server.identity.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.platform.secret.Secrets;
import java.text.ParseException;

/** The issuer's key, kept in {@code issuer-signing.jwk} of the secrets directory so that tokens survive a restart. */
final class SigningKey {
    static final String FILE = "issuer-signing.jwk";
    private static final int BITS = 2048;

    private SigningKey() {}

    static RSAKey of(Secrets secrets) {
        try {
            RSAKey key = RSAKey.parse(secrets.text(FILE, SigningKey::make));
            if (!key.isPrivate() || key.size() < BITS) {
                throw new StartRefusedException("The secret " + FILE + " is not a private RSA key of 2048 bits.");
            }
            return key;
        } catch (ParseException e) {
            throw new StartRefusedException("The secret " + FILE + " is not a JSON Web Key.", e);
        }
    }

    private static String make() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA is part of every JDK", e);
        }
    }
}
