package dev.bursar.server.publication;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import java.time.Instant;

/** A signed revision. @param base 0: a snapshot */
record Sealed(long base, long revision, Instant issuedAt, ByteString bytes, ByteString signature, String keyId) {
    PolicyUpdate update(long nonce) {
        return PolicyUpdate.newBuilder()
                .setNonce(nonce)
                .setRevision(bytes)
                .setSignature(signature)
                .setSigningKeyId(keyId)
                .build();
    }
}
