package dev.bursar.gateway.edge;

import dev.bursar.gateway.keyring.KeyVerdict;
import dev.bursar.gateway.policy.PolicyInForce;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Decides who answers a request: by its path as it stands, and by the key in it. */
final class Dispatcher {
    private final PolicyInForce policy;
    private final ChatEndpoint chat;
    private final ModelsEndpoint models;
    private final KeyEndpoint key;
    private final AskEndpoint ask;

    Dispatcher(PolicyInForce policy, ChatEndpoint chat, ModelsEndpoint models, KeyEndpoint key, AskEndpoint ask) {
        this.policy = policy;
        this.chat = chat;
        this.models = models;
        this.key = key;
        this.ask = ask;
    }

    /** @param bytes where the head was parsed from */
    Routed route(RequestHead head, byte[] bytes, LoopScope scope) {
        String path = head.path.startsWith("/api/v1/") ? head.path.substring("/api".length()) : head.path;
        return switch (path) {
            case "/v1/chat/completions" -> routed("POST", head, bytes, scope, Routed.Chat::new);
            case "/v1/models" -> routed("GET", head, bytes, scope, Routed.Models::new);
            case "/v1/key" -> routed("GET", head, bytes, scope, Routed.Key::new);
            case "/v1/key/requests" ->
                routed("POST", head, bytes, scope, key -> new Routed.Ask(key, head.idempotencyKey));
            default ->
                new Routed.Refused(
                        ApiError.of(404, "route_unknown", "There is nothing here. Try POST /v1/chat/completions."));
        };
    }

    /** @param then gets where the request goes, on the same loop; never at once */
    void check(Routed.Unchecked unchecked, LoopScope scope, Executor loop, Consumer<Routed> then) {
        scope.keys.check(unchecked.token(), loop, verdict -> then.accept(routed(verdict, unchecked.route())));
    }

    InFlight dispatch(Routed routed, ByteBuf body, Responder responder, LoopScope scope) {
        return switch (routed) {
            case Routed.Chat to -> chat.answer(to.key(), body, responder, scope);
            case Routed.Models to -> models.answer(to.key(), responder, scope);
            case Routed.Key to -> key.answer(to.key(), responder, scope);
            case Routed.Ask to -> ask.answer(to.key(), to.idempotencyKey(), body, responder, scope);
            case Routed.Unchecked to -> throw new IllegalStateException("whose request it is was not asked");
            case Routed.Refused to -> {
                responder.respond(to.error(), scope.ids.next());
                yield InFlight.NOTHING;
            }
        };
    }

    private Routed routed(String method, RequestHead head, byte[] bytes, LoopScope scope, Routed.Route route) {
        if (!head.method.equals(method)) {
            return new Routed.Refused(ApiError.of(405, "method_not_allowed", "Use " + method + " here."));
        }
        if (!policy.current().isPresent()) {
            return new Routed.Refused(ApiError.of(
                    503, "policy_absent", "This node has no policy yet: its control plane was not reached."));
        }
        return routed(scope.keys.read(bytes, head.keyFrom, head.keyLength), route);
    }

    private static Routed routed(KeyVerdict verdict, Routed.Route route) {
        return switch (verdict) {
            case KeyVerdict.Known known -> route.of(known.grant());
            case KeyVerdict.Unchecked unchecked -> new Routed.Unchecked(unchecked.token(), route);
            case KeyVerdict.Refused refused -> {
                ApiError error = ApiError.of(refused.later() ? 503 : 401, refused.code(), refused.message());
                yield new Routed.Refused(refused.later() ? error.withRetryAfter("2") : error);
            }
        };
    }
}
