package dev.bursar.gateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    private static final List<byte[]> RECORDS = List.of(record(5, 1), record(1, 2), record(300, 3));

    @TempDir
    private Path directory;

    @Test
    void readsTheIntactPrefixWhereverItWasTorn() throws IOException {
        byte[] whole = written();
        for (int length = 0; length <= whole.length; length++) {
            int intact = length >= 13 + 9 + 308 ? 3 : length >= 13 + 9 ? 2 : length >= 13 ? 1 : 0;

            assertThat(read(Arrays.copyOf(whole, length)))
                    .as("cut at %d", length)
                    .hasSize(intact);
        }
    }

    @Test
    void readsTheIntactPrefixWhereverAByteIsWrong() throws IOException {
        byte[] whole = written();
        for (int at = 0; at < whole.length; at++) {
            byte[] broken = whole.clone();
            broken[at] ^= 0x10;
            int intact = at >= 13 + 9 ? 2 : at >= 13 ? 1 : 0;

            assertThat(read(broken)).as("byte %d", at).hasSize(intact);
        }
    }

    @Test
    void goesOnAfterWhatWasTornOff() throws IOException {
        byte[] whole = written();
        Path path = directory.resolve("torn");
        Files.write(path, Arrays.copyOf(whole, whole.length - 7));
        try (RecordFile file = RecordFile.open(path)) {
            file.readAll();
            file.append(List.of(record(4, 9)));
        }

        try (RecordFile file = RecordFile.open(path)) {
            assertThat(file.readAll()).hasSize(3).last().isEqualTo(record(4, 9));
        }
    }

    @Test
    void replacesEverythingInOneStep() throws IOException {
        Path path = directory.resolve("replaced");
        try (RecordFile file = RecordFile.open(path)) {
            file.append(RECORDS);
            file.replace(List.of(record(2, 7)));
            file.append(List.of(record(3, 8)));
        }

        try (RecordFile file = RecordFile.open(path)) {
            assertThat(file.readAll()).containsExactly(record(2, 7), record(3, 8));
        }
    }

    @Test
    void keepsRecordsLargerThanAPieceAndMoreThanOnePiece() throws IOException {
        Path path = directory.resolve("large");
        List<byte[]> large = List.of(record(1 << 20, 1), record(5, 2), record(200_000, 3), record(200_000, 4));
        try (RecordFile file = RecordFile.open(path)) {
            file.append(large);
        }

        try (RecordFile file = RecordFile.open(path)) {
            assertThat(file.readAll()).containsExactlyElementsOf(large);
        }
    }

    @Test
    void keepsWhatItHadWhereReplacingFails() throws IOException {
        Path path = directory.resolve("kept");
        Files.createDirectories(path.resolveSibling("kept.next").resolve("in the way"));
        try (RecordFile file = RecordFile.open(path)) {
            file.append(RECORDS);

            assertThatThrownBy(() -> file.replace(List.of(record(2, 7)))).isInstanceOf(IOException.class);
            file.append(List.of(record(3, 8)));
        }

        try (RecordFile file = RecordFile.open(path)) {
            assertThat(file.readAll()).hasSize(4).last().isEqualTo(record(3, 8));
        }
    }

    private byte[] written() throws IOException {
        Path path = directory.resolve("whole");
        try (RecordFile file = RecordFile.open(path)) {
            file.append(RECORDS);
        }
        return Files.readAllBytes(path);
    }

    private List<byte[]> read(byte[] content) throws IOException {
        Path path = directory.resolve("read");
        Files.write(path, content);
        try (RecordFile file = RecordFile.open(path)) {
            return file.readAll();
        }
    }

    private static byte[] record(int length, int value) {
        byte[] record = new byte[length];
        Arrays.fill(record, (byte) value);
        return record;
    }
}
