package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.http.BodyDecoder;
import dev.bursar.gateway.provider.AnswerSink;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Relays a stream of server-sent events.
 *
 * <p>Hosts send one event, or several whole ones, in a chunk. Runs of such chunks pass through untouched, framing
 * included, as one slice of what was read; the only work on them is a search for {@code "usage"}, for which the run is
 * copied once into a string, because the JDK searches strings with vector instructions. Chunks that carry usage, and
 * all that are cut in the middle of an event, go through the {@link EventSplitter}.
 */
final class StreamRelay implements BodyDecoder.Output {
    private static final String USAGE = "\"usage\"";

    private final AnswerSink sink;
    private final EventSplitter splitter;
    private final LoopScratch scratch;
    private final boolean framing;
    private int runFrom = -1;
    private int runTo;
    private int[] chunkStarts = new int[64];
    private int[] dataStarts = new int[64];
    private int chunks;
    private boolean overflowed;

    StreamRelay(AnswerSink sink, EventSplitter splitter, LoopScratch scratch, boolean framing) {
        this.sink = sink;
        this.splitter = splitter;
        this.scratch = scratch;
        this.framing = framing;
    }

    @Override
    public boolean wholeChunk(ByteBuf in, int from, int dataFrom, int dataTo) {
        if (!framing || !splitter.isEmpty() || !endsWithBlankLine(in, dataFrom, dataTo)) {
            return false;
        }
        if (runFrom < 0) {
            runFrom = from;
        }
        if (chunks == chunkStarts.length) {
            chunkStarts = Arrays.copyOf(chunkStarts, 2 * chunks);
            dataStarts = Arrays.copyOf(dataStarts, 2 * chunks);
        }
        chunkStarts[chunks] = from;
        dataStarts[chunks++] = dataFrom;
        runTo = dataTo + 2;
        return true;
    }

    @Override
    public void data(ByteBuf in, int from, int length) {
        flushRun(in);
        overflowed |= !splitter.feed(in, from, length);
    }

    /** Tells the chunks of this read that were held back to be passed on together. */
    void flushRun(ByteBuf in) {
        if (runFrom < 0) {
            return;
        }
        int from = runFrom;
        int length = runTo - from;
        byte[] copy = scratch.bytes(length);
        in.getBytes(from, copy, 0, length);
        String text = new String(copy, 0, length, StandardCharsets.ISO_8859_1);
        int passed = 0;
        for (int hit = text.indexOf(USAGE); hit >= 0; hit = text.indexOf(USAGE, hit + 1)) {
            if (hit >= passed && opensObject(text, hit + USAGE.length())) {
                int chunk = chunkAt(from + hit);
                int chunkFrom = chunkStarts[chunk];
                int chunkTo = chunk + 1 < chunks ? chunkStarts[chunk + 1] : runTo;
                pass(in, from + passed, chunkFrom);
                overflowed |= !splitter.feed(in, dataStarts[chunk], chunkTo - 2 - dataStarts[chunk]);
                passed = chunkTo - from;
            }
        }
        pass(in, from + passed, runTo);
        runFrom = -1;
        chunks = 0;
    }

    /** An event grew beyond all bounds. */
    boolean overflowed() {
        return overflowed;
    }

    /** The host ended its stream by closing the connection: fine after {@code [DONE]}. */
    boolean done() {
        return splitter.done();
    }

    void end() {
        splitter.flush();
        sink.streamEnds();
    }

    private void pass(ByteBuf in, int from, int to) {
        if (to > from) {
            sink.events(in.retainedSlice(from, to - from), true);
        }
    }

    private int chunkAt(int position) {
        int found = Arrays.binarySearch(chunkStarts, 0, chunks, position);
        return found >= 0 ? found : -found - 2;
    }

    private static boolean opensObject(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == ':')) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '{';
    }

    private static boolean endsWithBlankLine(ByteBuf in, int from, int to) {
        if (to - from < 2 || in.getByte(to - 1) != '\n') {
            return false;
        }
        byte before = in.getByte(to - 2);
        return before == '\n' || before == '\r' && to - from >= 3 && in.getByte(to - 3) == '\n';
    }
}
