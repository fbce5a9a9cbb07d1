package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.AskDesk;
import dev.bursar.gateway.json.JsonException;
import dev.bursar.gateway.json.JsonText;
import dev.bursar.gateway.policy.KeyGrant;
import io.netty.buffer.ByteBuf;

/** {@code POST /v1/key/requests}: the holder of a key asks for more of a budget that the key's calls must pass. */
final class AskEndpoint {
    private static final int MAX_IDEMPOTENCY_KEY = 200;

    private final AskDesk desk;

    AskEndpoint(AskDesk desk) {
        this.desk = desk;
    }

    /** @param body borrowed */
    InFlight answer(KeyGrant key, String idempotencyKey, ByteBuf body, Responder responder, LoopScope scope) {
        String requestId = scope.ids.next();
        AskDesk.Ask ask;
        try {
            String once = idempotencyKey.isEmpty() ? requestId : checked(idempotencyKey);
            ask = AskReader.read(body, key, once);
        } catch (ChatRequestReader.Refused e) {
            responder.respond(e.error(), requestId);
            return InFlight.NOTHING;
        } catch (JsonException e) {
            responder.respond(
                    ApiError.badRequest("json_malformed", "The body is not valid JSON: " + e.getMessage() + "."),
                    requestId);
            return InFlight.NOTHING;
        }
        Asking asking = new Asking(responder, requestId);
        desk.ask(ask).thenAccept(answer -> responder.loop().execute(() -> asking.tell(answer)));
        return asking;
    }

    private static String checked(String idempotencyKey) {
        boolean visible = idempotencyKey.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (!visible || idempotencyKey.length() > MAX_IDEMPOTENCY_KEY) {
            throw new ChatRequestReader.Refused(ApiError.badRequest(
                    "idempotency_key_malformed",
                    "An Idempotency-Key is 1 to " + MAX_IDEMPOTENCY_KEY + " visible ASCII characters."));
        }
        return idempotencyKey;
    }

    /** A request that waits for the control plane's answer. On its loop. */
    private static final class Asking implements InFlight {
        private final Responder responder;
        private final String requestId;
        private boolean gone;

        Asking(Responder responder, String requestId) {
            this.responder = responder;
            this.requestId = requestId;
        }

        @Override
        public void clientGone() {
            gone = true;
        }

        @Override
        public void writable(boolean writable) {}

        void tell(AskDesk.Answer answer) {
            if (gone) {
                return;
            }
            switch (answer) {
                case AskDesk.Answer.Taken taken -> taken(taken);
                case AskDesk.Answer.Refused refused -> responder.respond(error(refused), requestId);
                case AskDesk.Answer.Unreachable unused ->
                    responder.respond(
                            ApiError.of(503, "control_plane_unreachable", "Nobody can be asked right now. Try again.")
                                    .withRetryAfter("1"),
                            requestId);
            }
        }

        private void taken(AskDesk.Answer.Taken taken) {
            JsonText json = new JsonText().open('{').name("data").open('{');
            json.name("id").string(taken.requestId()).name("state").string(taken.state());
            byte[] body = json.close('}').close('}').bytes();
            responder.respond(
                    taken.state().equals("open") ? 201 : 200,
                    "x-request-id: " + requestId + "\r\n",
                    "application/json",
                    responder.allocator().directBuffer(body.length).writeBytes(body));
        }

        private static ApiError error(AskDesk.Answer.Refused refused) {
            String said = refused.message();
            return switch (refused.why()) {
                case INVALID ->
                    ApiError.badRequest("request_invalid", said.isEmpty() ? "The request is not valid." : said);
                case UNKNOWN_BUDGET ->
                    new ApiError(
                            404,
                            "invalid_request_error",
                            "budget_unknown",
                            "This key's calls pass no such budget.",
                            "budget_id",
                            null,
                            null);
                case NOT_NOW ->
                    ApiError.of(409, "request_conflict", said.isEmpty() ? "That cannot be asked for now." : said);
                case TOO_MANY ->
                    ApiError.of(429, "too_many_requests", said.isEmpty() ? "Too many requests wait." : said)
                            .withRetryAfter("60");
            };
        }
    }
}
