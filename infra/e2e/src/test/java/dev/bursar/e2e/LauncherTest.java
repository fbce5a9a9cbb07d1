package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** {@code ./bursar} as people meet it. */
@EndToEnd
@Order(80)
class LauncherTest {
    private final House house;

    LauncherTest(House house) {
        this.house = house;
    }

    @Test
    void saysThatItRunsAndRepeatsTheSame() {
        Bursar.Result again = house.bursar.run("up", "--json");

        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("already running");
        assertThat(House.JSON.readTree(again.out()).path("key").asString("")).isEqualTo(house.key);
        assertThat(house.bursar.run("up").out()).contains(house.key, house.console.toString(), "curl ", "from openai");
    }

    @Test
    void showsStatusAndLogs() {
        Bursar.Result status = house.bursar.run("status");

        assertThat(status.code()).isZero();
        assertThat(status.out().lines()).hasSize(3).allMatch(line -> line.contains(" ready "));
        assertThat(house.bursar.run("logs", "gateway").out()).isNotBlank().doesNotContain(house.key);
        assertThat(house.bursar.run("logs", "kitchen").code()).isEqualTo(2);
    }

    @Test
    void findsEverythingAsItWasAfterDown() {
        assertThat(house.bursar.run("down").code()).isZero();
        Bursar.Result stopped = house.bursar.run("status");
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.out().lines()).allMatch(line -> line.contains("stopped"));

        long began = System.nanoTime();
        Bursar.Result up = house.bursar.run("up", "--json", "--no-build");
        assertThat(up.code()).as(up.err()).isZero();
        assertThat(House.JSON.readTree(up.out()).path("key").asString("")).isEqualTo(house.key);
        assertThat(house.client(house.key)
                        .chat(GatewayClient.body("sandbox/echo"))
                        .status())
                .isEqualTo(200);
        System.out.println("Measured: down, then up to first completed call in "
                + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
    }

    @Test
    void namesATakenPortAndHowToChooseAnother() throws IOException {
        Bursar other = HouseExtension.newInstallation("house-without-port");
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), other.portBase()));

            Bursar.Result refused = other.run("up", "--no-build");

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains(
                            "Port " + other.portBase() + " for the console is taken",
                            "BURSAR_CONSOLE_PORT",
                            "--port-base")
                    .doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void ignoresWhatAKilledLauncherLeftBehind() throws IOException {
        Bursar other = HouseExtension.newInstallation("house-with-leftovers");
        Files.createDirectories(other.home().resolve("run"));
        Files.writeString(other.home().resolve("lock"), "1");
        Files.writeString(
                other.home().resolve("run/gateway.pid"),
                Long.toString(ProcessHandle.current().pid()));

        Bursar.Result down = other.run("down");

        assertThat(down.code()).isZero();
        assertThat(down.err()).contains("not running");
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Bursar.Result unknown = house.bursar.run("upp");

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no command \"upp\"").contains("./bursar help");
    }
}
