package dev.bursar.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes the framing off a body, whatever it is, as the bytes come in. A small chunk is waited for until it is
 * whole, so that it can be passed on with its framing; of a large one the data is passed on as it comes.
 *
 * <pre>
 *   CHUNKED: SIZE ─▶ DATA ─▶ DATA_END ─▶ SIZE … ─▶ TRAILER ─▶ ended
 * </pre>
 */
public final class BodyDecoder {
    /** What comes out. The buffer is borrowed for the call. */
    public interface Output {
        /** A chunk that is all there, from its size line to the line end after its data. @return false: give me the data */
        boolean wholeChunk(ByteBuf in, int from, int dataFrom, int dataTo);

        void data(ByteBuf in, int from, int length);
    }

    /** Where it stands after the bytes so far. */
    public enum Progress {
        MORE,
        ENDED,
        BROKEN
    }

    private enum State {
        SIZE,
        DATA,
        DATA_END,
        TRAILER
    }

    private static final int WAITED_FOR_BYTES = 4096;
    private static final int MAX_TRAILER_BYTES = 8192;

    private Framing framing = Framing.CLOSE;
    private State state = State.SIZE;
    private long remaining;
    private int trailerBytes;

    /** @param contentLength of a body that is framed by it */
    public void start(Framing framedBy, long contentLength) {
        framing = framedBy;
        state = State.SIZE;
        remaining = framedBy == Framing.LENGTH ? contentLength : 0;
        trailerBytes = 0;
    }

    /** Consumes what it can. */
    public Progress decode(ByteBuf in, Output output) {
        return switch (framing) {
            case CLOSE -> {
                passOn(in, in.readableBytes(), output);
                yield Progress.MORE;
            }
            case LENGTH -> {
                int length = (int) Math.min(remaining, in.readableBytes());
                remaining -= length;
                passOn(in, length, output);
                yield remaining == 0 ? Progress.ENDED : Progress.MORE;
            }
            case CHUNKED -> chunks(in, output);
        };
    }

    /** The connection ended. @return whether that is how this body ends */
    public boolean endsWithConnection() {
        return framing == Framing.CLOSE;
    }

    private Progress chunks(ByteBuf in, Output output) {
        while (true) {
            @Nullable
            Progress progress = switch (state) {
                case SIZE -> size(in, output);
                case DATA -> data(in, output);
                case DATA_END -> dataEnd(in);
                case TRAILER -> trailer(in);
            };
            if (progress != null) {
                return progress;
            }
        }
    }

    /** Null: go on in the state that was set. */
    private @Nullable Progress size(ByteBuf in, Output output) {
        int from = in.readerIndex();
        int to = in.writerIndex();
        long line = Chunks.sizeLine(in, from, to);
        if (line < 0) {
            return line == Chunks.WRONG ? Progress.BROKEN : Progress.MORE;
        }
        long size = Chunks.size(line);
        int dataFrom = from + Chunks.lineBytes(line);
        if (size == 0) {
            in.readerIndex(dataFrom);
            state = State.TRAILER;
            return null;
        }
        if (size + 2 > to - dataFrom) {
            if (size <= WAITED_FOR_BYTES) {
                return Progress.MORE;
            }
            in.readerIndex(dataFrom);
            remaining = size;
            state = State.DATA;
            return null;
        }
        int dataTo = dataFrom + (int) size;
        if (in.getShort(dataTo) != 0x0d0a) {
            return Progress.BROKEN;
        }
        if (!output.wholeChunk(in, from, dataFrom, dataTo)) {
            output.data(in, dataFrom, (int) size);
        }
        in.readerIndex(dataTo + 2);
        return null;
    }

    private @Nullable Progress data(ByteBuf in, Output output) {
        int length = (int) Math.min(remaining, in.readableBytes());
        if (length == 0) {
            return Progress.MORE;
        }
        remaining -= length;
        passOn(in, length, output);
        state = remaining == 0 ? State.DATA_END : State.DATA;
        return null;
    }

    private @Nullable Progress dataEnd(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return Progress.MORE;
        }
        state = State.SIZE;
        return in.readShort() == 0x0d0a ? null : Progress.BROKEN;
    }

    private @Nullable Progress trailer(ByteBuf in) {
        int lineBytes = in.bytesBefore((byte) '\n') + 1;
        trailerBytes += lineBytes;
        if (trailerBytes > MAX_TRAILER_BYTES || lineBytes == 0 && in.readableBytes() > MAX_TRAILER_BYTES) {
            return Progress.BROKEN;
        }
        if (lineBytes == 0) {
            return Progress.MORE;
        }
        in.skipBytes(lineBytes);
        return lineBytes <= 2 ? Progress.ENDED : null;
    }

    private static void passOn(ByteBuf in, int length, Output output) {
        if (length > 0) {
            output.data(in, in.readerIndex(), length);
            in.skipBytes(length);
        }
    }
}
