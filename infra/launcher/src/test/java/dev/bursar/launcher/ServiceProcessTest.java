package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private ServiceProcess process;
    private Installation installation;

    @BeforeEach
    void prepare() throws IOException {
        installation = new Installation(folder, folder.resolve("home"));
        Files.createDirectories(installation.run());
        Files.createDirectories(installation.logs());
        process = new ServiceProcess(installation, "sleeper");
    }

    @AfterEach
    void stop() {
        process.stop(PATIENCE);
    }

    @Test
    void startsAndStopsAProcessOfItsOwn() throws IOException {
        start("Thread.sleep(60_000);");

        assertThat(process.isRunning()).isTrue();
        assertThat(process.stop(PATIENCE)).isEmpty();
        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void neverTakesAnotherProcessForItsOwn() throws IOException {
        Files.writeString(
                installation.run().resolve("sleeper.pid"),
                Long.toString(ProcessHandle.current().pid()));

        assertThat(process.isRunning()).isFalse();
        process.stop(PATIENCE); // were it ours, this test would end here
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void takesAnUnreadablePidFileForNone() throws IOException {
        Files.writeString(installation.run().resolve("sleeper.pid"), "no number");

        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void killsWhatDoesNotEndInTime() throws IOException {
        start("Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) Thread.onSpinWait(); }));"
                + "System.out.println(\"up\"); Thread.sleep(60_000);");
        assertThat(Deadline.in(PATIENCE).await(() -> logged().contains("up"))).isTrue();

        assertThat(process.stop(Duration.ofMillis(500)))
                .hasValueSatisfying(text -> assertThat(text).contains("was killed"));
        assertThat(process.isRunning()).isFalse();
    }

    private String logged() {
        try {
            return Files.readString(process.log());
        } catch (IOException notYet) {
            return "";
        }
    }

    private void start(String statements) throws IOException {
        Path source = folder.resolve("Sleeper.java");
        Files.writeString(source, "void main() throws Exception { " + statements + " }");
        process.start(List.of(Tool.jdk("java"), source.toString()));
    }
}
