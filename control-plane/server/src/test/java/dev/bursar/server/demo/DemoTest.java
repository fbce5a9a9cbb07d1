package dev.bursar.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.identity.Accounts;
import dev.bursar.server.platform.StartRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

@WithDemoServer
class DemoTest {
    private final DemoServer server;

    DemoTest(DemoServer server) {
        this.server = server;
    }

    @Test
    void furnishesOneLoginForEachRoleAndAReadyKey() {
        assertThat(server.demo().path("logins").size()).isEqualTo(9);
        assertThat(server.demo().path("key").asString()).startsWith("bsr_live_");
        assertThat(server.acme()).isNotEqualTo(server.globex());
    }

    @Test
    void changesNothingAtASecondStart() throws Exception {
        String head = head();
        String file = Files.readString(server.state().resolve("demo.json"));
        server.startAgain().close();
        assertThat(Files.readString(server.state().resolve("demo.json"))).isEqualTo(file);
        assertThat(head()).isEqualTo(head);
    }

    @Test
    void keepsItsSecretsToItsOwner() throws Exception {
        for (String file : new String[] {"demo.json", "secrets/welcome.properties", "secrets/credential.kek"}) {
            Path path = server.state().resolve(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void isRefusedInProductionAndWhereItCanMakeNoAccounts() {
        MockEnvironment production = new MockEnvironment();
        production.setActiveProfiles("production");
        var none = new DefaultListableBeanFactory().getBeanProvider(Accounts.class);
        assertThatThrownBy(() -> new DemoConfiguration(production, none))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bursar.demo");
        assertThatThrownBy(() -> new DemoConfiguration(new MockEnvironment(), none))
                .isInstanceOf(StartRefusedException.class);
    }

    private String head() {
        return server.as("auditor@acme.test")
                .get("/admin/v1/organizations/" + server.acme() + "/audit/head")
                .body();
    }
}
