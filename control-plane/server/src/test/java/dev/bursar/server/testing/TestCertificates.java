package dev.bursar.server.testing;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A certificate authority of one test, and what it signs. */
public final class TestCertificates {
    private static final String PASSWORD = "test-only";

    private final X509Bundle authority;

    public TestCertificates() {
        try {
            authority = builder("ca").setIsCertificateAuthority(true).buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Bundle authority() {
        return authority;
    }

    public X509Bundle node(String name) {
        try {
            return builder(name).buildIssuedBy(authority);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server of this name presents. */
    public SSLContext server(String hostName) {
        return server(serverName(hostName));
    }

    /** A server's certificate that has expired. */
    public SSLContext expiredServer() {
        Instant now = Instant.now();
        return server(
                builder("127.0.0.1").notBefore(now.minus(Duration.ofDays(9))).notAfter(now.minus(Duration.ofDays(1))));
    }

    private SSLContext server(CertificateBuilder wanted) {
        try {
            X509Bundle bundle = wanted.buildIssuedBy(authority);
            KeyStore keys = empty();
            keys.setKeyEntry(
                    "server",
                    bundle.getKeyPair().getPrivate(),
                    PASSWORD.toCharArray(),
                    bundle.getCertificatePathWithRoot());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code control-plane.p12}, {@code ca.p12} and {@code password}, as the launcher makes them. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            X509Bundle controlPlane = node("control-plane");
            KeyStore keys = empty();
            keys.setKeyEntry(
                    "control-plane",
                    controlPlane.getKeyPair().getPrivate(),
                    PASSWORD.toCharArray(),
                    controlPlane.getCertificatePathWithRoot());
            save(keys, folder.resolve("control-plane.p12"));
            KeyStore trust = empty();
            trust.setCertificateEntry("ca", authority.getCertificate());
            save(trust, folder.resolve("ca.p12"));
            Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static CertificateBuilder builder(String name) {
        return nameless(name).addSanIpAddress("127.0.0.1");
    }

    private static CertificateBuilder serverName(String hostName) {
        return hostName.equals("127.0.0.1")
                ? builder(hostName)
                : nameless(hostName).addSanDnsName(hostName);
    }

    private static CertificateBuilder nameless(String name) {
        Instant now = Instant.now();
        return new CertificateBuilder()
                .algorithm(CertificateBuilder.Algorithm.ecp256)
                .subject("CN=" + name)
                .notBefore(now.minus(Duration.ofHours(1)))
                .notAfter(now.plus(Duration.ofDays(1)));
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        @Nullable char[] none = null;
        store.load(null, none);
        return store;
    }

    private static void save(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
