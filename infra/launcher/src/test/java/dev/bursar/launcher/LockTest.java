package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
    @TempDir
    Path folder;

    @Test
    void isFreeAgainOnceClosed() {
        Path file = folder.resolve("lock");
        Lock.take(file).close();
        Lock.take(file).close();
        assertThat(file).exists();
    }

    @Test
    void ignoresAFileThatAKilledCommandLeft() throws IOException {
        Path file = folder.resolve("lock");
        Files.writeString(file, "999999");

        Lock.take(file).close();
    }

    @Test
    void namesTheProcessThatHoldsIt() throws IOException {
        Path file = folder.resolve("lock");
        Path source = folder.resolve("Holder.java");
        Files.writeString(source, """
                void main(String[] a) throws Exception {
                    var channel = java.nio.channels.FileChannel.open(java.nio.file.Path.of(a[0]),
                        java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE);
                    channel.lock();
                    channel.write(java.nio.ByteBuffer.wrap("4711".getBytes()));
                    Thread.sleep(60_000);
                }""");
        Process holder = new ProcessBuilder(List.of(Tool.jdk("java"), source.toString(), file.toString())).start();
        try {
            assertThat(Deadline.in(Duration.ofSeconds(20))
                            .await(() -> file.toFile().length() == 4))
                    .isTrue();

            assertThatThrownBy(() -> Lock.take(file))
                    .hasMessage("Another ./bursar command (process 4711) is at work on this installation. "
                            + "Try again when it has ended.");
        } finally {
            holder.destroyForcibly();
        }
    }
}
