package dev.bursar.server.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyEncryptionKeyTest {
    private static final byte[] VALUE = "sk-very-secret".getBytes(StandardCharsets.UTF_8);

    private final byte[] first = TestSecrets.key();
    private final byte[] second = TestSecrets.key();
    private final KeyEncryptionKey old = TestSecrets.kekOf(first);
    private final KeyEncryptionKey both = TestSecrets.kekOf(second, first);
    private final KeyEncryptionKey fresh = TestSecrets.kekOf(second);

    @Test
    void opensWhatAnOlderKeySealed() throws GeneralSecurityException {
        byte[] sealed = old.seal("p", "here", VALUE);
        assertThat(both.open("p", "here", sealed)).isEqualTo(VALUE);
        assertThatThrownBy(() -> fresh.open("p", "here", sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThat(fresh.open("p", "here", both.seal("p", "here", VALUE))).isEqualTo(VALUE);
    }

    @Test
    void putsAValueUnderTheNewestKeyAndLeavesItAsItIs() throws GeneralSecurityException {
        byte[] sealed = old.seal("p", "here", VALUE);
        byte[] anew = both.rewrap("p", "here", sealed).orElseThrow();
        assertThat(fresh.open("p", "here", anew)).isEqualTo(VALUE);
        assertThat(tail(anew)).isEqualTo(tail(sealed));
        assertThat(both.rewrap("p", "here", anew)).isEmpty();
    }

    @Test
    void opensAndPutsAnewWhatWasSealedBeforeKeysHadIds() throws GeneralSecurityException {
        byte[] sealed = old.seal("p", "here", VALUE);
        byte[] before = ByteBuffer.allocate(sealed.length - KeyId.BYTES)
                .put((byte) 1)
                .put(sealed, 1 + KeyId.BYTES, sealed.length - 1 - KeyId.BYTES)
                .array();
        assertThat(old.open("p", "here", before)).isEqualTo(VALUE);
        assertThat(both.open("p", "here", before)).isEqualTo(VALUE);
        assertThatThrownBy(() -> fresh.open("p", "here", before)).isInstanceOf(GeneralSecurityException.class);
        assertThat(fresh.open("p", "here", both.rewrap("p", "here", before).orElseThrow()))
                .isEqualTo(VALUE);
    }

    @Test
    void putsNothingAnewThatIsBoundElsewhereOrAltered() {
        byte[] sealed = old.seal("p", "here", VALUE);
        assertThatThrownBy(() -> both.rewrap("p", "there", sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> both.rewrap("q", "here", sealed)).isInstanceOf(GeneralSecurityException.class);
        for (int at : new int[] {0, 1, 5, 12, 40}) {
            byte[] altered = sealed.clone();
            altered[at] ^= 4;
            assertThatThrownBy(() -> both.rewrap("p", "here", altered)).isInstanceOf(GeneralSecurityException.class);
            assertThatThrownBy(() -> both.open("p", "here", altered)).isInstanceOf(GeneralSecurityException.class);
        }
        for (int length : new int[] {0, 1, 8, 9, 60, 69, 80}) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> both.open("p", "here", cut)).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void namesKeysWithoutSayingAnythingOfThem() {
        assertThat(both.newest()).isEqualTo(fresh.newest()).isNotEqualTo(old.newest());
        assertThat(both.known()).containsExactlyInAnyOrder(old.newest(), fresh.newest());
        assertThat(old.newest()).isEqualTo(TestSecrets.kekOf(first).newest());
        assertThat(both.toString()).contains(both.newest().toString());
        assertThat(KeyId.of(both.newest().bytes())).isEqualTo(both.newest());
    }

    @Test
    void readsOlderKeysFromTheirFile(@TempDir Path directory) throws IOException {
        Secrets secrets = TestSecrets.in(directory);
        byte[] newest = secrets.credentialKeks().getFirst();
        assertThat(secrets.credentialKeks()).hasSize(1);
        Path older = directory.resolve("credential.kek.old");
        Files.writeString(older, text(first) + "\n\n" + text(second) + "\n");
        assertThat(secrets.credentialKeks()).containsExactly(newest, first, second);
        Files.writeString(older, text(first) + "\nshort\n");
        assertThatThrownBy(secrets::credentialKeks)
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("credential.kek.old")
                .hasMessageNotContaining(text(first));
        Files.writeString(older, (text(first) + "\n").repeat(9));
        assertThatThrownBy(secrets::credentialKeks).hasMessageContaining("more than 8");
    }

    private static String text(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    /** The value itself, behind its wrapped key. */
    private static byte[] tail(byte[] sealed) {
        return Arrays.copyOfRange(sealed, 1 + KeyId.BYTES + 60, sealed.length);
    }
}
