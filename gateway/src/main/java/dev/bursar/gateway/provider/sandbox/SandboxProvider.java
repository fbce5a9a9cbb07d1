package dev.bursar.gateway.provider.sandbox;

import dev.bursar.gateway.provider.AnswerSink;
import dev.bursar.gateway.provider.Exchange;
import dev.bursar.gateway.provider.Provider;
import dev.bursar.gateway.provider.ProviderCall;
import dev.bursar.gateway.provider.ProviderFailure;
import dev.bursar.gateway.provider.ProviderFailure.Kind;
import dev.bursar.gateway.provider.ProviderProperties;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Models that need no host. {@code echo} answers with the last user message, {@code slow} does so at a talking pace,
 * {@code error-429} and {@code error-500} refuse, {@code no-usage} forgets to count, {@code disconnect} breaks off.
 * Each word is a token; four characters of prompt are one.
 */
public final class SandboxProvider implements Provider {
    private static final Exchange OVER = new Exchange() {
        @Override
        public void cancel() {}

        @Override
        public void readable(boolean readable) {}
    };

    private final ProviderProperties properties;
    private final Clock clock;
    private final AtomicLong calls = new AtomicLong();

    public SandboxProvider(ProviderProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Exchange send(ProviderCall call, AnswerSink sink) {
        return switch (call.upstreamModel()) {
            case "echo" -> play(call, sink, true, false, false);
            case "slow" -> play(call, sink, true, true, false);
            case "no-usage" -> play(call, sink, false, false, false);
            case "disconnect" -> play(call, sink, false, false, true);
            case "error-429" ->
                refuse(sink, new ProviderFailure(Kind.RATE_LIMITED, 429, "The sandbox is rate limiting.", "1", false));
            case "error-500" -> refuse(sink, new ProviderFailure(Kind.FAILED, 500, "The sandbox failed.", "", false));
            default ->
                refuse(
                        sink,
                        new ProviderFailure(Kind.REJECTED_REQUEST, 404, "The sandbox has no such model.", "", false));
        };
    }

    private Exchange play(ProviderCall call, AnswerSink sink, boolean usage, boolean slow, boolean breaksOff) {
        String id = "chatcmpl-sandbox%012d".formatted(calls.incrementAndGet());
        SandboxScript script = SandboxScript.of(
                SandboxRequest.read(call.body()), call.model(), id, clock.millis() / 1000, call.maxTokens(), slow);
        long delayMillis = slow ? properties.sandboxDelay().toMillis() : 0;
        SandboxPlay play = new SandboxPlay(call, sink, script, usage, delayMillis, breaksOff);
        play.start();
        return play;
    }

    private static Exchange refuse(AnswerSink sink, ProviderFailure failure) {
        sink.failed(failure);
        return OVER;
    }
}
