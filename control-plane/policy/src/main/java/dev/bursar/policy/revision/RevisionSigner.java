package dev.bursar.policy.revision;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs revisions: Ed25519 over a context string and the revision's bytes. Any thread. */
public final class RevisionSigner {
    static final byte[] CONTEXT = "bursar policy revision v1\n".getBytes(StandardCharsets.US_ASCII);

    private final PrivateKey key;

    public RevisionSigner(PrivateKey key) {
        this.key = key;
    }

    public byte[] sign(byte[] revision) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(CONTEXT);
            signature.update(revision);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        }
    }
}
