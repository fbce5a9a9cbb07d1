package dev.bursar.server.publication;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sealed snapshot in its parts. Some of it is kept in memory, the rest in a file: a million keys are 200 MB. The file
 * has no name from its first moment on, so its room is free again when the last stream has let go of the snapshot, or
 * the process has ended. One thread adds, then any may read.
 */
final class Snapshot {
    /** Kept in memory. */
    static final int MEMORY_BYTES = 16 << 20;

    private final List<Place> places = new ArrayList<>();
    private @Nullable FileChannel file;
    private @Nullable Sealed last;
    private long inMemory;
    private long inFile;

    /** Where a part is: in memory, or so many bytes of the file. */
    private record Place(@Nullable Sealed kept, long from, int length) {}

    void add(Sealed part) {
        last = part;
        if (inMemory + part.bytes().size() <= MEMORY_BYTES) {
            inMemory += part.bytes().size();
            places.add(new Place(part, 0, 0));
            return;
        }
        try {
            places.add(write(part.update(0).toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("a snapshot cannot be kept on disk", e);
        }
    }

    int parts() {
        return places.size();
    }

    long bytesInFile() {
        return inFile;
    }

    /** The last part; what it says of revision and time holds for all. */
    Sealed last() {
        Sealed known = last;
        if (known == null) {
            throw new IllegalStateException("a snapshot has at least one part");
        }
        return known;
    }

    PolicyUpdate part(int index, long nonce) {
        Place place = places.get(index);
        if (place.kept() != null) {
            return place.kept().update(nonce);
        }
        try {
            return PolicyUpdate.parseFrom(read(place)).toBuilder()
                    .setNonce(nonce)
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a part of a snapshot is not what was written", e);
        } catch (IOException e) {
            throw new UncheckedIOException("a part of a snapshot cannot be read", e);
        }
    }

    private Place write(byte[] bytes) throws IOException {
        FileChannel out = file == null ? open() : file;
        file = out;
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            out.write(from, inFile + from.position());
        }
        Place place = new Place(null, inFile, bytes.length);
        inFile += bytes.length;
        return place;
    }

    private ByteString read(Place place) throws IOException {
        FileChannel in = file;
        ByteBuffer into = ByteBuffer.allocate(place.length());
        while (in != null && into.hasRemaining()) {
            if (in.read(into, place.from() + into.position()) < 0) {
                throw new IOException("the file is too short");
            }
        }
        return ByteString.copyFrom(into.flip());
    }

    private static FileChannel open() throws IOException {
        Path path = Files.createTempFile("bursar-snapshot", ".parts");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }
}
