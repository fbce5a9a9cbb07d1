package dev.bursar.policy.revision;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** Verifies what {@link RevisionSigner} signs. Any thread. */
public final class RevisionVerifier {
    private final PublicKey key;

    public RevisionVerifier(PublicKey key) {
        this.key = key;
    }

    /** False for a wrong, short or empty signature; never throws for what came over the wire. */
    public boolean verify(byte[] revision, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(RevisionSigner.CONTEXT);
            verifier.update(revision);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
