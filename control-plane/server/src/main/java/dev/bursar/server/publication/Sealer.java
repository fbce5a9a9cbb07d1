package dev.bursar.server.publication;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.policy.revision.RevisionSigner;
import dev.bursar.server.platform.secret.Secrets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Dates and signs revisions. */
@Component
final class Sealer {
    private static final int ID_BYTES = 8;

    private final RevisionSigner signer;
    private final String keyId;
    private final PublicationProperties properties;
    private final Clock clock;

    Sealer(Secrets secrets, PublicationProperties properties, Clock clock) {
        KeyPair pair = secrets.policySigning();
        this.signer = new RevisionSigner(pair.getPrivate());
        this.keyId = fingerprint(pair.getPublic().getEncoded());
        this.properties = properties;
        this.clock = clock;
    }

    Sealed seal(Revision.Builder revision) {
        Instant now = clock.instant();
        ByteString bytes = revision.setIssuedAtMillis(now.toEpochMilli())
                .setFreshUntilMillis(now.plus(properties.freshFor()).toEpochMilli())
                .build()
                .toByteString();
        ByteString signature = ByteString.copyFrom(signer.sign(bytes.toByteArray()));
        return new Sealed(revision.getBaseRevision(), revision.getRevision(), now, bytes, signature, keyId);
    }

    private static String fingerprint(byte[] publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
