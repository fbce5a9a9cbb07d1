package dev.bursar.policy.revision;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

class RevisionSignatureTest {
    private final KeyPair pair = ed25519();
    private final byte[] revision = "a revision".getBytes(US_ASCII);
    private final byte[] signature = new RevisionSigner(pair.getPrivate()).sign(revision);

    @Test
    void acceptsWhatWasSigned() {
        assertThat(new RevisionVerifier(pair.getPublic()).verify(revision, signature))
                .isTrue();
    }

    @Test
    void rejectsEveryBitFlipInTheRevisionAndTheSignature() {
        RevisionVerifier verifier = new RevisionVerifier(pair.getPublic());
        for (int bit = 0; bit < revision.length * 8; bit++) {
            assertThat(verifier.verify(flipped(revision, bit), signature))
                    .as("bit %d", bit)
                    .isFalse();
        }
        for (int bit = 0; bit < signature.length * 8; bit++) {
            assertThat(verifier.verify(revision, flipped(signature, bit)))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void rejectsAnotherKeysSignatureAndNone() {
        assertThat(new RevisionVerifier(ed25519().getPublic()).verify(revision, signature))
                .isFalse();
        assertThat(new RevisionVerifier(pair.getPublic()).verify(revision, new byte[0]))
                .isFalse();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    private static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
