package dev.bursar.policy.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FleetSecretTest {
    private static final byte[] BYTES = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

    private final SecureRandom random = new SecureRandom();
    private final FleetSecret secret = new FleetSecret(BYTES);

    @Test
    void hashesTheSameKeyTheSameWayInBothForms() {
        KeyText key = KeyText.generate(KeyText.Environment.LIVE, random);
        byte[] request = ("Bearer " + key.reveal()).getBytes(US_ASCII);
        byte[] out = new byte[KeyHasher.HASH_BYTES];

        secret.hasher().hash(request, "Bearer ".length(), KeyText.LENGTH, out);

        assertThat(out).isEqualTo(secret.hasher().hash(key));
    }

    @Test
    void hashesDifferentlyUnderAnotherSecret() {
        KeyText key = KeyText.generate(KeyText.Environment.LIVE, random);
        byte[] others = BYTES.clone();
        others[0]++;

        assertThat(new FleetSecret(others).hasher().hash(key))
                .isNotEqualTo(secret.hasher().hash(key));
    }

    @Test
    void unsealsOnlyWhereItBelongs() throws GeneralSecurityException {
        String here = FleetSecret.credentialBinding("o", "p", "https://a.test/v1");
        String elsewhere = FleetSecret.credentialBinding("o", "p", "https://b.test/v1");
        byte[] sealed = secret.seal("sk-1".getBytes(UTF_8), here, random);

        assertThat(secret.unseal(sealed, here)).isEqualTo("sk-1".getBytes(UTF_8));
        assertThatThrownBy(() -> secret.unseal(sealed, elsewhere)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesAnAlteredSealAndATruncatedOne() {
        byte[] sealed = secret.seal(new byte[8], "x", random);
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> secret.unseal(cut, "x")).isInstanceOf(GeneralSecurityException.class);
        }
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> secret.unseal(sealed, "x")).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesAShortSecretAndMasksItself() {
        assertThatThrownBy(() -> new FleetSecret(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThat(secret.toString()).isEqualTo("FleetSecret[…]");
    }
}
