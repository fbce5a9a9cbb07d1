package dev.bursar.server.demo;

import dev.bursar.server.identity.LoginHints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code demo.json}: the logins and the key of the demo, readable by its owner only. The same stands beside the secrets
 * as {@code welcome.properties}, for the launcher, which has no JSON parser.
 */
final class DemoFile {
    private static final Logger LOG = LoggerFactory.getLogger(DemoFile.class);

    private final Path file;
    private final Path forLauncher;
    private final JsonMapper json;

    DemoFile(Path stateDirectory, Path secretsDirectory, JsonMapper json) {
        this.file = stateDirectory.resolve("demo.json").toAbsolutePath().normalize();
        this.forLauncher =
                secretsDirectory.resolve("welcome.properties").toAbsolutePath().normalize();
        this.json = json;
    }

    record Login(String organization, String role, String name, String email, String password) {
        LoginHints.Hint hint() {
            return new LoginHints.Hint(role, email, password);
        }

        @Override
        public String toString() {
            return "Login[email=" + email + ", password=…]";
        }
    }

    record Content(UUID organizationId, String key, List<Login> logins) {
        @Override
        public String toString() {
            return "Content[organizationId=" + organizationId + ", key=…]";
        }
    }

    Optional<Content> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), Content.class));
        } catch (IOException | JacksonException e) {
            LOG.warn("{} cannot be read and is written anew", file);
            return Optional.empty();
        }
    }

    void write(Content content) {
        write(forLauncher, properties(content));
        write(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }

    private static String properties(Content content) {
        StringBuilder text = new StringBuilder("key=" + content.key() + "\n");
        for (int i = 0; i < content.logins().size(); i++) {
            Login login = content.logins().get(i);
            String prefix = "logins." + i + ".";
            text.append(prefix).append("role=").append(login.role()).append('\n');
            text.append(prefix).append("email=").append(login.email()).append('\n');
            text.append(prefix).append("password=").append(login.password()).append('\n');
        }
        return text.toString();
    }

    /** Whole or not at all. */
    private static void write(Path to, String text) {
        try {
            Path directory = to.getParent();
            Files.createDirectories(directory);
            Path half = Files.createTempFile(
                    directory,
                    "demo",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(half, text, StandardCharsets.UTF_8);
            Files.move(half, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write " + to, e);
        }
    }
}
