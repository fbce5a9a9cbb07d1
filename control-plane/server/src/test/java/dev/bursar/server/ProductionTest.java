package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.platform.secret.Secrets;
import dev.bursar.server.platform.secret.TestSecrets;
import dev.bursar.server.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.NestedExceptionUtils;

/** In the profile {@code production} nothing is made up. */
@WithPostgres
class ProductionTest {
    private final TestDatabase database;

    @TempDir
    Path directory = Path.of("");

    ProductionTest(TestDatabase database) {
        this.database = database;
    }

    /** Each test has secrets of its own, and all of them this database: what another test's key sealed is forgotten. */
    @BeforeEach
    void forgetWhatIsSealed() {
        database.asOwner(owner -> owner.execute("DELETE FROM hash_key"));
    }

    @Test
    void refusesToStartWithAnotherKeyThanTheHashesAreSealedUnder() throws IOException {
        makeSecrets();
        new TestCertificates().write(directory.resolve("node-tls"));
        start("--bursar.issuer.embedded=false");
        Files.delete(directory.resolve("credential.kek"));
        makeSecrets();
        assertThatThrownBy(() -> start("--bursar.issuer.embedded=false"))
                .satisfies(e -> assertRefused(e, "credential.kek.old"));
    }

    @Test
    void startsWithSecretsOfItsOwn() throws IOException {
        makeSecrets();
        new TestCertificates().write(directory.resolve("node-tls"));
        start("--bursar.issuer.embedded=false");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .doesNotContain("issuer-signing.jwk", "console-client.secret", "demo.json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fleet.secret, ''",
        "fleet.secret, changeme",
        "fleet.secret, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "fleet.secret, c2hvcnQ=",
        "credential.kek, ''",
        "credential.kek, YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=",
        "policy-signing.pem, ''",
        "policy-signing.pem, default",
    })
    void refusesASecretThatIsEmptyOrADefault(String file, String content) throws IOException {
        makeSecrets();
        Files.writeString(directory.resolve(file), content);
        assertThatThrownBy(() -> start("--bursar.issuer.embedded=false"))
                .satisfies(e -> assertRefused(e, file.replace(".pem", "")));
    }

    @ParameterizedTest
    @CsvSource({"fleet.secret", "credential.kek", "policy-signing.pem", "policy-signing.pub.pem"})
    void refusesToStartWithoutASecret(String file) throws IOException {
        makeSecrets();
        Files.delete(directory.resolve(file));
        assertThatThrownBy(() -> start("--bursar.issuer.embedded=false"))
                .satisfies(e -> assertRefused(e, file.replaceFirst("(\\.pub)?\\.pem", "")));
        assertThat(directory.resolve(file)).doesNotExist();
    }

    /** Whatever property holds a secret, of this capability or of a later one. */
    @ParameterizedTest
    @CsvSource({
        "spring.datasource.password, ''",
        "spring.datasource.password, postgres",
        "spring.datasource.password, changeme",
        "spring.datasource.password, short",
        "spring.flyway.password, bursar123",
        "bursar.notice.smtp.password, password",
        "bursar.keycloak.client-secret, changeme",
        "bursar.anything.at-all.password, aaaaaaaaaaaaaaaa",
        "BURSAR_NOTICE_SMTP_PASSWORD, hunter2",
    })
    void refusesAPropertyThatHoldsAWeakSecret(String property, String value) throws IOException {
        makeSecrets();
        assertThatThrownBy(() -> start("--bursar.issuer.embedded=false", "--" + property + "=" + value))
                .satisfies(e -> assertRefused(e, property))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()))
                        .doesNotContain(value.isEmpty() ? "\n" : " " + value + " "));
    }

    @Test
    void refusesToStartWithoutCertificatesForGateways() throws IOException {
        makeSecrets();
        assertThatThrownBy(() -> start("--bursar.issuer.embedded=false"))
                .satisfies(e -> assertRefused(e, "certificate"));
    }

    @Test
    void refusesTheEmbeddedIssuerAndTheDemo() throws IOException {
        makeSecrets();
        assertThatThrownBy(() -> start()).satisfies(e -> assertRefused(e, "bursar.issuer.embedded"));
        assertThatThrownBy(() -> start("--bursar.issuer.embedded=false", "--bursar.demo=true"))
                .satisfies(e -> assertRefused(e, "bursar.demo"));
    }

    private void start(String... more) {
        List<String> arguments = new ArrayList<>(Arrays.asList(more));
        database.springProperties().forEach((name, value) -> {
            if (arguments.stream().noneMatch(argument -> argument.startsWith("--" + name + "="))) {
                arguments.add("--" + name + "=" + value);
            }
        });
        arguments.add("--bursar.secrets-directory=" + directory);
        arguments.add("--server.port=0");
        arguments.add("--bursar.node.port=0");
        new SpringApplicationBuilder(ServerApplication.class)
                .profiles("production")
                .run(arguments.toArray(String[]::new))
                .close();
    }

    /** As an operator would: drawn outside of production and carried over. */
    private void makeSecrets() throws IOException {
        Secrets secrets = TestSecrets.in(directory);
        secrets.policySigning();
        secrets.fleet();
        secrets.credentialKeks();
    }

    private static void assertRefused(Throwable e, String what) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = e; t != null; t = t.getCause()) {
            chain.add(t);
        }
        assertThat(chain).as(String.valueOf(root)).anyMatch(t -> t instanceof StartRefusedException);
        assertThat(chain.stream()
                        .filter(t -> t instanceof StartRefusedException)
                        .map(Throwable::getMessage)
                        .findFirst())
                .hasValueSatisfying(message -> assertThat(message).contains(what));
    }
}
