package dev.bursar.gateway.provider.openai;

import static dev.bursar.gateway.testing.ScriptedProvider.chunk;
import static dev.bursar.gateway.testing.ScriptedProvider.done;
import static dev.bursar.gateway.testing.ScriptedProvider.event;
import static dev.bursar.gateway.testing.ScriptedProvider.streamHead;
import static dev.bursar.gateway.testing.ScriptedProvider.usage;
import static dev.bursar.gateway.testing.ScriptedProvider.withLength;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.policy.Credential;
import dev.bursar.gateway.policy.ProviderEndpoint;
import dev.bursar.gateway.provider.AnswerSink;
import dev.bursar.gateway.provider.Counted;
import dev.bursar.gateway.provider.ProviderCall;
import dev.bursar.gateway.provider.ProviderFailure;
import dev.bursar.gateway.provider.ProviderProperties;
import dev.bursar.policy.money.Tokens;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The raw parser tells the same, however the bytes are cut. */
class UpstreamConnectionTest {
    private static final String EVENTS = event("one") + event("\\\"usage\\\": {") + event("zwölf 🎉")
            + ": a comment\n\n" + "data: {\"choices\":[]}\r\n\r\n" + event("x".repeat(5000));
    private static final String JSON =
            "{\"choices\":[{\"usage\":{\"prompt_tokens\":99}}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5}}";

    /** Answers that mean the same to a client. */
    enum Answer {
        ONE_EVENT_A_CHUNK(stream(chunked(EVENTS.split("(?<=\n\r?\n)")))),
        ALL_IN_ONE_CHUNK(stream(chunk(EVENTS + usage(7, 5) + done()) + "0\r\n\r\n")),
        CUT_ANYWHERE(stream(chunked(EVENTS.split("(?<=\\G.{37})")))),
        WITH_EXTENSIONS_AND_TRAILERS(stream(chunk(EVENTS + usage(7, 5) + done()).replaceFirst("\r\n", ";a=\"b\"\r\n")
                + "0\r\nx-trailer: y\r\n\r\n")),
        BY_LENGTH(withLength(200, "text/event-stream; charset=utf-8", EVENTS + usage(7, 5) + done())),
        TO_THE_END("HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream\r\n\r\n" + EVENTS + usage(7, 5) + done()),
        AFTER_A_HINT("HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"
                + stream(chunk(EVENTS + usage(7, 5) + done()) + "0\r\n\r\n"));

        private final String bytes;

        Answer(String bytes) {
            this.bytes = bytes;
        }

        private static String stream(String body) {
            return streamHead() + body;
        }

        private static String chunked(String... parts) {
            StringBuilder all = new StringBuilder();
            for (String part : parts) {
                all.append(chunk(part));
            }
            return all + chunk(usage(7, 5)) + chunk(done()) + "0\r\n\r\n";
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAStreamTheSameByteByByteAndInRandomPieces(Answer answer) {
        byte[] bytes = answer.bytes.getBytes(StandardCharsets.UTF_8);
        assertStream(told(List.of(bytes)));
        assertStream(told(split(bytes, 1, 1)));
        for (int round = 0; round < 200; round++) {
            long seed = System.nanoTime() + round;
            Random random = new Random(seed);
            Recorder told = told(split(bytes, random.nextInt(1, 1 + random.nextInt(1, 3000)), seed));
            assertThat(told.text()).as("seed %d", seed).isEqualTo(EVENTS + usage(7, 5) + done());
            assertStream(told);
        }
    }

    @Test
    void tellsAWholeAnswerTheSameByteByByte() {
        String chunked = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
                + chunk(JSON.substring(0, 9)) + chunk(JSON.substring(9)) + "0\r\n\r\n";
        for (String answer : List.of(withLength(200, "application/json", JSON), chunked)) {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            for (List<byte[]> pieces : List.of(List.of(bytes), split(bytes, 1, 1), split(bytes, 7, 2))) {
                Recorder told = told(pieces);
                assertThat(told.text()).isEqualTo(JSON);
                assertThat(told.usage).isEqualTo(new Tokens(7, 5, 0, 0, 0));
                assertThat(JSON.charAt(told.insertAt)).isEqualTo('}');
                assertThat(told.failure).isNull();
            }
        }
    }

    @Test
    void passesWholeChunksThroughWithTheirFraming() {
        String body = chunk(event("one")) + chunk(event("two"));
        Recorder told = told(List.of((streamHead() + body).getBytes(StandardCharsets.UTF_8)));

        assertThat(told.framed.toString()).isEqualTo(body);
    }

    @Test
    void releasesEveryBuffer() {
        Recorder told = told(split(Answer.ONE_EVENT_A_CHUNK.bytes.getBytes(StandardCharsets.UTF_8), 11, 3));

        assertThat(told.given).allMatch(buffer -> buffer.refCnt() == 0);
    }

    private static void assertStream(Recorder told) {
        assertThat(told.failure).isNull();
        assertThat(told.ended).isTrue();
        assertThat(told.text()).isEqualTo(EVENTS + usage(7, 5) + done());
        assertThat(told.usage).isEqualTo(new Tokens(7, 5, 0, 0, 0));
        assertThat(told.insertAt).isEqualTo(usage(7, 5).lastIndexOf("}}"));
    }

    private static List<byte[]> split(byte[] bytes, int most, long seed) {
        Random random = new Random(seed);
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + random.nextInt(most) + 1);
            pieces.add(java.util.Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }

    /** Feeds the pieces to a fresh connection, then ends it. */
    private static Recorder told(List<byte[]> pieces) {
        EmbeddedChannel channel = new EmbeddedChannel();
        try {
            ProviderProperties properties = new ProviderProperties(
                    Duration.ofSeconds(9),
                    Duration.ofSeconds(9),
                    Duration.ofSeconds(9),
                    Duration.ofSeconds(9),
                    9,
                    1 << 20,
                    1 << 20,
                    Duration.ofMillis(1));
            Connector connector = new Connector(
                    NioSocketChannel.class,
                    host -> CompletableFuture.failedFuture(new IllegalStateException()),
                    SslContextBuilder.forClient().build(),
                    1);
            UpstreamPool pool = new UpstreamPool(channel.eventLoop(), properties, connector);
            ProviderEndpoint endpoint = new ProviderEndpoint(
                    "p",
                    "o",
                    "n",
                    ProviderEndpoint.Kind.OPENAI,
                    URI.create("http://h/v1"),
                    Credential.NONE,
                    false,
                    false);
            Target target = new Target(endpoint);
            UpstreamConnection connection = new UpstreamConnection(pool, target.key, channel);
            channel.pipeline().addLast(connection);
            Recorder recorder = new Recorder();
            ByteBuf body = Unpooled.buffer().writeByte('x');
            connection.send(
                    new ProviderCall(channel.eventLoop(), endpoint, "m", "m", body, List.of(), true, true, -1),
                    target,
                    recorder);
            for (byte[] piece : pieces) {
                if (channel.isOpen()) {
                    ByteBuf in = channel.alloc().directBuffer(piece.length).writeBytes(piece);
                    recorder.given.add(in);
                    channel.writeInbound(in);
                }
            }
            channel.finishAndReleaseAll();
            return recorder;
        } catch (javax.net.ssl.SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes down what it is told, framing taken off. */
    private static final class Recorder implements AnswerSink {
        private final StringBuilder framed = new StringBuilder();
        private final List<ByteBuf> given = new ArrayList<>();
        private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        private @Nullable Tokens usage;
        private @Nullable ProviderFailure failure;
        private int insertAt;
        private boolean ended;

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void json(ByteBuf body, @Nullable Counted counted, int at) {
            usage = counted == null ? null : counted.tokens();
            insertAt = at;
            take(body);
        }

        @Override
        public void streamBegins() {}

        @Override
        public void events(ByteBuf events, boolean isFramed) {
            if (!isFramed) {
                take(events);
                return;
            }
            framed.append(events.toString(StandardCharsets.UTF_8));
            while (events.isReadable()) {
                int line = events.bytesBefore((byte) '\n');
                String size = events.readCharSequence(line - 1, StandardCharsets.US_ASCII)
                        .toString();
                events.skipBytes(2);
                byte[] data = new byte[Integer.parseInt(size.split(";")[0], 16)];
                events.readBytes(data);
                events.skipBytes(2);
                bytes.writeBytes(data);
            }
            events.release();
        }

        @Override
        public void usageEvent(ByteBuf event, Counted counted, int at) {
            usage = counted.tokens();
            insertAt = at;
            take(event);
        }

        @Override
        public void pause() {}

        @Override
        public void streamEnds() {
            ended = true;
        }

        @Override
        public void failed(ProviderFailure why) {
            failure = why;
        }

        private void take(ByteBuf buffer) {
            byte[] data = new byte[buffer.readableBytes()];
            buffer.readBytes(data);
            bytes.writeBytes(data);
            buffer.release();
        }
    }
}
