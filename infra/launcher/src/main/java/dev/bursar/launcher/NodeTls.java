package dev.bursar.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The certificates with which control plane and gateways know each other, made by the JDK's keytool:
 *
 * <pre>
 * authority.p12       the installation's certificate authority with its key; signs further nodes
 * ca.p12              its certificate alone, the trust store of both sides
 * control-plane.p12   the control plane's key and certificate
 * &lt;node&gt;.p12          a gateway's; the common name is the node's name
 * password            of all of them
 * </pre>
 */
final class NodeTls {
    private static final String AUTHORITY = "authority";
    private static final String VALID_DAYS = "3650";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;

    NodeTls(Path folder) {
        this.folder = folder;
    }

    /** Makes what is missing. */
    void ensure(List<String> names) {
        Folders.makePrivate(folder);
        if (!Files.exists(password())) {
            Folders.writePrivate(password(), randomPassword());
        }
        if (!Files.exists(store(AUTHORITY)) || !Files.exists(store("ca"))) {
            makeAuthority();
        }
        for (String name : names) {
            if (!Files.exists(store(name))) {
                makeIdentity(name);
            }
        }
    }

    Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    Path password() {
        return folder.resolve("password");
    }

    /** Empty before {@link #ensure}. */
    String readPassword() {
        try {
            return Files.exists(password()) ? Files.readString(password()) : "";
        } catch (IOException unreadable) {
            throw new LauncherException("Cannot read " + password() + ".", unreadable);
        }
    }

    private void makeAuthority() {
        Folders.remove(store(AUTHORITY));
        Folders.remove(store("ca"));
        Path certificate = folder.resolve("ca.pem");
        keytool(
                AUTHORITY,
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=Bursar installation",
                "-ext",
                "bc:c=ca:true,pathlen:0",
                "-ext",
                "ku:c=keyCertSign,cRLSign",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                VALID_DAYS);
        keytool(AUTHORITY, "-exportcert", "-rfc", "-alias", "ca", "-file", certificate.toString());
        keytool("ca", "-importcert", "-noprompt", "-alias", "ca", "-file", certificate.toString());
        protect(AUTHORITY);
        protect("ca");
    }

    private void makeIdentity(String name) {
        Path making = folder.resolve(name + ".making.p12");
        Path request = folder.resolve(name + ".csr");
        Path certificate = folder.resolve(name + ".pem");
        String store = name + ".making";
        Folders.remove(making);
        keytool(
                store,
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                VALID_DAYS);
        keytool(store, "-certreq", "-alias", name, "-file", request.toString());
        keytool(
                AUTHORITY,
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-validity",
                VALID_DAYS,
                "-ext",
                "san=ip:127.0.0.1,dns:localhost,dns:" + name,
                "-ext",
                "eku=serverAuth,clientAuth");
        keytool(
                store,
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                folder.resolve("ca.pem").toString());
        keytool(store, "-importcert", "-noprompt", "-alias", name, "-file", certificate.toString());
        finish(making, name, request, certificate);
    }

    private void finish(Path making, String name, Path request, Path certificate) {
        try {
            Folders.protect(making, "rw-------");
            Files.move(making, store(name));
            Files.deleteIfExists(request);
            Files.deleteIfExists(certificate);
        } catch (IOException unwritable) {
            throw new LauncherException("Cannot write " + store(name) + ".", unwritable);
        }
    }

    private void protect(String name) {
        Folders.protect(store(name), "rw-------");
    }

    private void keytool(String store, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Tool.jdk("keytool")));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-storetype",
                "PKCS12",
                "-keystore",
                store(store).toString(),
                "-storepass:file",
                password().toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC"));
        Tool.Result result = Tool.run(PATIENCE, command);
        if (result.code() != 0) {
            throw new LauncherException("Could not make the certificates in " + folder + ": "
                    + result.output().strip().lines().findFirst().orElse("keytool failed") + ".");
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
