package dev.bursar.gateway.provider.sandbox;

import dev.bursar.gateway.provider.AnswerSink;
import dev.bursar.gateway.provider.Counted;
import dev.bursar.gateway.provider.Exchange;
import dev.bursar.gateway.provider.ProviderCall;
import dev.bursar.gateway.provider.ProviderFailure;
import dev.bursar.policy.money.Tokens;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.concurrent.TimeUnit;

/** One answer being given, at once or at a pace, on the call's loop. */
final class SandboxPlay implements Exchange {
    private final ProviderCall call;
    private final AnswerSink sink;
    private final SandboxScript script;
    private final boolean usage;
    private final long delayMillis;
    private final boolean breaksOff;
    private int next;
    private boolean over;
    private boolean waits;
    private boolean held;

    SandboxPlay(
            ProviderCall call,
            AnswerSink sink,
            SandboxScript script,
            boolean usage,
            long delayMillis,
            boolean breaksOff) {
        this.call = call;
        this.sink = sink;
        this.script = script;
        this.usage = usage;
        this.delayMillis = delayMillis;
        this.breaksOff = breaksOff;
    }

    void start() {
        if (!call.stream()) {
            later(delayMillis * script.pieceCount(), this::tellWhole);
            return;
        }
        sink.streamBegins();
        step();
    }

    @Override
    public void cancel() {
        over = true;
    }

    @Override
    public void readable(boolean readable) {
        boolean resumes = readable && waits;
        waits = !readable;
        if (resumes && held && !over) {
            held = false;
            step();
        }
    }

    private void later(long millis, Runnable task) {
        if (millis == 0) {
            task.run();
        } else {
            call.loop()
                    .schedule(
                            () -> {
                                if (!over) {
                                    task.run();
                                }
                            },
                            millis,
                            TimeUnit.MILLISECONDS);
        }
    }

    private void tellWhole() {
        over = true;
        if (breaksOff) {
            sink.failed(broken());
            return;
        }
        String text = script.whole(usage);
        sink.json(buffer(text), usage ? counted() : null, usage ? position(text) : -1);
    }

    private void step() {
        if (waits) {
            held = true;
            return;
        }
        int last = breaksOff ? Math.max(1, script.pieceCount() / 2) : script.pieceCount();
        StringBuilder events = new StringBuilder();
        do {
            if (next < last) {
                events.append(script.piece(next++));
            }
        } while (delayMillis == 0 && next < last);
        if (next < last) {
            sink.events(buffer(events.toString()), false);
            sink.pause();
            later(delayMillis, this::step);
            return;
        }
        over = true;
        finish(events);
    }

    private void finish(StringBuilder events) {
        if (breaksOff) {
            sink.events(buffer(events.toString()), false);
            sink.failed(broken());
            return;
        }
        sink.events(buffer(events.append(script.finish()).toString()), false);
        if (usage) {
            String text = script.usageEvent();
            sink.usageEvent(buffer(text), counted(), position(text));
        }
        sink.events(buffer(SandboxScript.done()), false);
        sink.streamEnds();
    }

    private Counted counted() {
        return Counted.of(new Tokens(script.promptTokens(), script.completionTokens(), 0, 0, 0));
    }

    private static ProviderFailure broken() {
        return ProviderFailure.of(ProviderFailure.Kind.CUT, "The sandbox broke off in the middle of its answer.")
                .afterOutput();
    }

    /** In bytes: everything before may be beyond ASCII. */
    private static int position(String text) {
        return ByteBufUtil.utf8Bytes(text, 0, SandboxScript.insertAt(text));
    }

    private static ByteBuf buffer(String text) {
        return ByteBufUtil.writeUtf8(UnpooledByteBufAllocator.DEFAULT, text);
    }
}
