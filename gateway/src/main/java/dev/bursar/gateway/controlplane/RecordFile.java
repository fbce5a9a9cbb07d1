package dev.bursar.gateway.controlplane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * An append-only file of records: length, CRC-32, bytes. What a crash tore off at the end is not read back; everything
 * before it is. One thread at a time.
 */
final class RecordFile implements AutoCloseable {
    private static final int HEADER_BYTES = 8;
    private static final int PIECE_BYTES = 1 << 18;
    private static final int MAX_RECORD_BYTES = 1 << 29;

    private final Path path;
    private FileChannel channel;

    private RecordFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static RecordFile open(Path path) throws IOException {
        return new RecordFile(path, channel(path));
    }

    /** All intact records from the start. What follows them is cut off. */
    List<byte[]> readAll() throws IOException {
        List<byte[]> records = new ArrayList<>();
        readAll(records::add);
        return records;
    }

    /** The same one by one, for what need not be in memory together. */
    void readAll(Consumer<byte[]> each) throws IOException {
        long size = channel.size();
        long position = 0;
        while (true) {
            byte[] record = read(position, size);
            if (record.length == 0) {
                break;
            }
            each.accept(record);
            position += HEADER_BYTES + record.length;
        }
        channel.truncate(position);
        channel.position(position);
    }

    void append(List<byte[]> records) throws IOException {
        append(records, channel);
    }

    /** In pieces: a backlog need not fit the heap twice. */
    private static void append(List<byte[]> records, FileChannel to) throws IOException {
        to.position(to.size());
        ByteBuffer out = ByteBuffer.allocate(pieceBytes(records));
        for (byte[] record : records) {
            int bytes = HEADER_BYTES + record.length;
            if (out.remaining() < bytes) {
                writeOut(out, to);
            }
            if (out.capacity() < bytes) {
                out = ByteBuffer.allocate(bytes);
            }
            out.putInt(record.length).putInt(crc(record)).put(record);
        }
        writeOut(out, to);
    }

    private static int pieceBytes(List<byte[]> records) {
        long all = 0;
        for (byte[] record : records) {
            all += HEADER_BYTES + record.length;
        }
        return (int) Math.min(PIECE_BYTES, all);
    }

    private static void writeOut(ByteBuffer out, FileChannel to) throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            to.write(out);
        }
        out.clear();
    }

    /** These records instead of all others, in one step: where it fails, all is as before. */
    void replace(List<byte[]> records) throws IOException {
        try (Replacement next = replacement()) {
            next.append(records);
            next.commit();
        }
    }

    /** Other records in the making, beside those that are there. One at a time. */
    Replacement replacement() throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.deleteIfExists(next);
        return new Replacement(next, channel(next));
    }

    /** Takes the place of what is there in one step, or is thrown away. */
    final class Replacement implements AutoCloseable {
        private final Path next;
        private final FileChannel fresh;
        private boolean committed;

        private Replacement(Path next, FileChannel fresh) {
            this.next = next;
            this.fresh = fresh;
        }

        void append(List<byte[]> records) throws IOException {
            RecordFile.append(records, fresh);
        }

        void commit() throws IOException {
            fresh.force(false);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            committed = true;
            channel.close();
            channel = fresh;
        }

        @Override
        public void close() throws IOException {
            if (!committed) {
                fresh.close();
                Files.deleteIfExists(next);
            }
        }
    }

    void clear() throws IOException {
        channel.truncate(0);
    }

    long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Empty at the end, and where the rest is torn. */
    private byte[] read(long position, long size) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        if (position + HEADER_BYTES > size || !fill(header, position)) {
            return new byte[0];
        }
        int length = header.getInt(0);
        if (length <= 0 || length > MAX_RECORD_BYTES || position + HEADER_BYTES + length > size) {
            return new byte[0];
        }
        ByteBuffer record = ByteBuffer.allocate(length);
        boolean intact = fill(record, position + HEADER_BYTES) && crc(record.array()) == header.getInt(4);
        return intact ? record.array() : new byte[0];
    }

    private boolean fill(ByteBuffer into, long from) throws IOException {
        long position = from;
        while (into.hasRemaining()) {
            int read = channel.read(into, position);
            if (read < 0) {
                return false;
            }
            position += read;
        }
        return true;
    }

    private static FileChannel channel(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
