package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Admission;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.provider.Providers;
import dev.bursar.gateway.routing.Router;
import io.netty.buffer.ByteBuf;

/** {@code POST /v1/chat/completions}. */
final class ChatEndpoint {
    final Admission admission;
    final Router router;
    final Providers providers;
    final Refusals refusals;
    final CallLog log;

    ChatEndpoint(Admission admission, Router router, Providers providers, Refusals refusals, CallLog log) {
        this.admission = admission;
        this.router = router;
        this.providers = providers;
        this.refusals = refusals;
        this.log = log;
    }

    /** @param body borrowed */
    InFlight answer(KeyGrant key, ByteBuf body, Responder responder, LoopScope scope) {
        String requestId = scope.ids.next();
        int length = body.readableBytes();
        byte[] bytes = scope.scratch(length);
        body.getBytes(body.readerIndex(), bytes, 0, length);
        ChatRequest request;
        try {
            request = scope.chatRequests.read(bytes, 0, length);
        } catch (ChatRequestReader.Refused e) {
            responder.respond(e.error(), requestId);
            return InFlight.NOTHING;
        }
        ChatCall call = new ChatCall(this, requestId, key, request, body.retain(), responder, scope);
        call.start();
        return call;
    }
}
