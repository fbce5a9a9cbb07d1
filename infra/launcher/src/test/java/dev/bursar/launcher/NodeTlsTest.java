package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTlsTest {
    @TempDir
    Path home;

    @Test
    void makesCertificatesThatTheAuthorityVouchesFor() throws IOException, GeneralSecurityException {
        NodeTls tls = new NodeTls(home.resolve("node tls"));

        tls.ensure(List.of("control-plane", "gateway-1"));

        X509Certificate authority = certificate(tls, "ca", "ca");
        X509Certificate gateway = certificate(tls, "gateway-1", "gateway-1");
        gateway.verify(authority.getPublicKey());
        assertThat(gateway.getSubjectX500Principal().getName()).isEqualTo("CN=gateway-1");
        assertThat(gateway.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains("127.0.0.1", "localhost");
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(open(tls, "ca").isKeyEntry("ca")).isFalse();
        try (Stream<Path> files = Files.list(home.resolve("node tls"))) {
            assertThat(files.filter(file -> !file.toString().endsWith(".pem")))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void leavesAsItIsWhatIsThere() throws IOException {
        NodeTls tls = new NodeTls(home);
        tls.ensure(List.of("gateway-1"));
        FileTime before = Files.getLastModifiedTime(tls.store("gateway-1"));

        tls.ensure(List.of("gateway-1"));

        assertThat(Files.getLastModifiedTime(tls.store("gateway-1"))).isEqualTo(before);
    }

    private static X509Certificate certificate(NodeTls tls, String store, String alias)
            throws IOException, GeneralSecurityException {
        return (X509Certificate) open(tls, store).getCertificate(alias);
    }

    private static KeyStore open(NodeTls tls, String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(tls.store(name))) {
            store.load(in, Files.readString(tls.password()).toCharArray());
        }
        return store;
    }
}
