package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Admission;
import dev.bursar.gateway.admission.AdmissionRequest;
import dev.bursar.gateway.admission.Decision;
import dev.bursar.gateway.metering.Outcome;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.ProviderEndpoint;
import dev.bursar.gateway.provider.AnswerSink;
import dev.bursar.gateway.provider.Counted;
import dev.bursar.gateway.provider.Exchange;
import dev.bursar.gateway.provider.ProviderCall;
import dev.bursar.gateway.provider.ProviderFailure;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One chat completion, from its admission to its record. On its connection's loop only.
 *
 * <pre>
 *   ADMITTING ──refused──────────────────────────────────────▶ OVER, nothing charged
 *       └─admitted─▶ SENT ──failed before anything came──────▶ OVER, hold released
 *                     ├──whole answer────────────────────────▶ OVER, settled (no usage: in doubt)
 *                     └─▶ STREAMING ──ends, cut, client gone─▶ OVER, settled (no usage: in doubt)
 *                              └──────hold used up───────────▶ OVER, metered and the rest of its bound in doubt
 * </pre>
 */
final class ChatCall implements AnswerSink, InFlight {
    private enum State {
        ADMITTING,
        SENT,
        STREAMING,
        OVER
    }

    private final ChatEndpoint endpoint;
    private final String requestId;
    private final KeyGrant key;
    private final ChatRequest request;
    private final ByteBuf body;
    private final Responder responder;
    private final LoopScope scope;
    private final CallAccount account;
    private State state = State.ADMITTING;
    private Admission.Waiting waiting = Admission.Waiting.NOT;
    private @Nullable Exchange exchange;
    private Decision.@Nullable Admitted admitted;
    private @Nullable StreamGuard guard;
    private boolean waits;
    private boolean clientFull;
    private boolean ownContract;
    private boolean broken;

    ChatCall(
            ChatEndpoint endpoint,
            String requestId,
            KeyGrant key,
            ChatRequest request,
            ByteBuf body,
            Responder responder,
            LoopScope scope) {
        this.endpoint = endpoint;
        this.requestId = requestId;
        this.key = key;
        this.request = request;
        this.body = body;
        this.responder = responder;
        this.scope = scope;
        this.account = new CallAccount(endpoint.log, requestId, key, request.stream());
    }

    void start() {
        AdmissionRequest asked =
                new AdmissionRequest(key, request.model(), request.demand(), request.stream(), responder.loop());
        Admission.Waiting wait = endpoint.admission.admit(asked, this::decided);
        if (state == State.ADMITTING) {
            waiting = wait;
        }
    }

    private void decided(Decision decision) {
        switch (decision) {
            case Decision.Refused refused -> {
                over();
                account.refused(refused);
                responder.respond(endpoint.refusals.of(refused.refusal()), requestId);
            }
            case Decision.Admitted yes -> send(yes);
        }
    }

    private void send(Decision.Admitted yes) {
        admitted = yes;
        account.meter.expect(yes.hold().bound());
        Model model = yes.model();
        Optional<ProviderEndpoint> route = endpoint.router.route(yes.organization(), model);
        if (route.isEmpty()) {
            over();
            yes.hold().release();
            responder.respond(ApiError.of(503, "no_endpoint", "The model has no provider at the moment."), requestId);
            return;
        }
        ProviderEndpoint to = route.get();
        ownContract = to.ownContract();
        ProviderCall call = OutgoingCall.of(yes, to, request, body, responder);
        if (request.stream() && yes.hold().counts()) {
            guard = new StreamGuard(yes.hold(), scope, this::grew);
        }
        state = State.SENT;
        Exchange sent = endpoint.providers.of(to.kind()).send(call, this);
        body.release();
        if (broken) {
            sent.cancel();
        } else if (state != State.OVER) {
            exchange = sent;
            if (waits || clientFull) {
                flow();
            }
        }
    }

    @Override
    public void json(ByteBuf answer, @Nullable Counted usage, int insertAt) {
        Decision.Admitted yes = admitted;
        if (state == State.OVER || yes == null) {
            answer.release();
            return;
        }
        account.meter.firstByte(System.nanoTime());
        if (usage != null) {
            account.meter.used(usage.tokens(), usage.toolCalls());
        }
        long cost = end(Outcome.COMPLETED, 200, "");
        ByteBuf out = usage == null ? answer : note(yes, answer, cost, insertAt);
        responder.respond(200, CallHeaders.of(requestId, request, yes, cost), "application/json", out);
    }

    @Override
    public void streamBegins() {
        Decision.Admitted yes = admitted;
        if (state != State.OVER && yes != null) {
            state = State.STREAMING;
            account.meter.firstByte(System.nanoTime());
            responder.beginStream(CallHeaders.of(requestId, request, yes, -1));
        }
    }

    @Override
    public void events(ByteBuf events, boolean framed) {
        if (state == State.OVER || !events.isReadable()) {
            events.release();
            return;
        }
        StreamGuard watch = guard;
        StreamGuard.Verdict verdict =
                watch == null ? StreamGuard.Verdict.ON : watch.add(events, endpoint.log.nowMillis());
        responder.write(events, framed);
        judge(verdict);
    }

    @Override
    public void usageEvent(ByteBuf event, Counted usage, int insertAt) {
        Decision.Admitted yes = admitted;
        if (state == State.OVER || yes == null) {
            event.release();
            return;
        }
        account.meter.used(usage.tokens(), usage.toolCalls());
        long cost = account.meter.costNanos(yes.model());
        if (guard != null && !yes.hold().growing() && cost > yes.hold().nanos()) {
            guard.passedByItsOwnCount();
        }
        responder.write(note(yes, event, cost, insertAt), false);
    }

    @Override
    public void pause() {
        if (state != State.OVER) {
            responder.flush();
        }
    }

    @Override
    public void streamEnds() {
        if (state != State.OVER) {
            end(Outcome.COMPLETED, 200, "");
            responder.endStream();
        }
    }

    @Override
    public void failed(ProviderFailure failure) {
        if (state == State.OVER) {
            return;
        }
        boolean streaming = state == State.STREAMING;
        ApiError error = endpoint.refusals.of(failure);
        if (streaming || failure.produced()) {
            end(Outcome.CUT, failure.status() == 0 ? 200 : failure.status(), error.code());
        } else {
            state = State.OVER;
            if (admitted != null) {
                account.released(admitted, failure, error.code());
            }
        }
        if (streaming) {
            responder.write(StreamErrors.event(responder.allocator(), requestId, request.model(), error), false);
            responder.endStream();
        } else {
            responder.respond(error, requestId);
        }
    }

    @Override
    public void clientGone() {
        if (state == State.OVER) {
            return;
        }
        Exchange current = exchange;
        if (state == State.ADMITTING) {
            waiting.cancel();
            over();
            return;
        }
        end(Outcome.CLIENT_GONE, state == State.STREAMING ? 200 : 0, "");
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void writable(boolean writable) {
        clientFull = !writable;
        flow();
    }

    /** The provider is read from while the client takes it and the hold covers it. */
    private void flow() {
        if (exchange != null) {
            exchange.readable(!clientFull && !waits);
        }
    }

    /** A wait of the guard's has ended. */
    private void grew() {
        StreamGuard watch = guard;
        if (watch != null && waits && state != State.OVER) {
            judge(watch.check(endpoint.log.nowMillis()));
        }
    }

    private void judge(StreamGuard.Verdict verdict) {
        if (verdict == StreamGuard.Verdict.CUT) {
            cut();
        } else if (waits != (verdict == StreamGuard.Verdict.WAIT)) {
            waits = !waits;
            flow();
        }
    }

    /** The hold is used up: the provider is stopped, the client gets a proper end. */
    private void cut() {
        Decision.Admitted yes = admitted;
        StreamGuard watch = guard;
        Exchange current = exchange;
        if (yes == null || watch == null) {
            return;
        }
        state = State.OVER;
        broken = true;
        CallAccount.Cut cut = account.cut(yes, watch, request.demand().bodyBytes());
        if (current != null) {
            current.cancel();
        }
        long seconds = endpoint.log.nowMillis() / 1000;
        responder.write(BudgetCut.events(responder.allocator(), requestId, request, seconds, cut), false);
        responder.endStream();
    }

    /** The call never reached a provider. */
    private void over() {
        state = State.OVER;
        body.release();
    }

    /** @return what it cost, nano-USD */
    private long end(Outcome outcome, int upstreamStatus, String code) {
        state = State.OVER;
        Decision.Admitted yes = admitted;
        return yes == null ? 0 : account.ended(yes, outcome, upstreamStatus, code);
    }

    private ByteBuf note(Decision.Admitted yes, ByteBuf text, long costNanos, int insertAt) {
        CostNote note = new CostNote(costNanos, account.meter.promptCostNanos(yes.model()), ownContract);
        return note.in(responder.allocator(), text, insertAt);
    }
}
