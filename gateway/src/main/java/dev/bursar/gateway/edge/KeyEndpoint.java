package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.BudgetView;
import dev.bursar.gateway.admission.LeaseDesk;
import dev.bursar.gateway.admission.PathBook;
import dev.bursar.gateway.json.JsonText;
import dev.bursar.gateway.policy.KeyGrant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/key}: what the caller's key may spend and has spent, level by level, as the control plane and this
 * node know it now. Where the control plane cannot be asked, what this node heard last.
 */
final class KeyEndpoint {
    private final LeaseDesk desk;
    private final PathBook paths;

    KeyEndpoint(LeaseDesk desk, PathBook paths) {
        this.desk = desk;
        this.paths = paths;
    }

    InFlight answer(KeyGrant key, Responder responder, LoopScope scope) {
        Answering answering = new Answering(key, responder, scope.ids.next());
        if (key.budgetIds().isEmpty()) {
            answering.tell(List.of(), true);
            return InFlight.NOTHING;
        }
        desk.read(key.organizationId(), key.budgetIds())
                .whenComplete((views, failure) -> responder.loop().execute(() -> {
                    if (failure == null) {
                        answering.tell(views, true);
                    } else {
                        answering.tell(lastHeard(key), false);
                    }
                }));
        return answering;
    }

    private List<BudgetView> lastHeard(KeyGrant key) {
        return key.budgetIds().stream()
                .map(paths::known)
                .flatMap(Optional::stream)
                .toList();
    }

    /** A request that waits for the control plane's answer. On its loop. */
    private final class Answering implements InFlight {
        private final KeyGrant key;
        private final Responder responder;
        private final String requestId;
        private boolean gone;

        Answering(KeyGrant key, Responder responder, String requestId) {
            this.key = key;
            this.responder = responder;
            this.requestId = requestId;
        }

        @Override
        public void clientGone() {
            gone = true;
        }

        @Override
        public void writable(boolean writable) {}

        void tell(List<BudgetView> views, boolean live) {
            if (gone) {
                return;
            }
            byte[] body = body(key, inOrder(views), live).bytes();
            responder.respond(
                    200,
                    "x-request-id: " + requestId + "\r\n",
                    "application/json",
                    responder.allocator().directBuffer(body.length).writeBytes(body));
        }

        private List<BudgetView> inOrder(List<BudgetView> views) {
            return key.budgetIds().stream()
                    .flatMap(id -> views.stream().filter(view -> view.budgetId().equals(id)))
                    .toList();
        }
    }

    private JsonText body(KeyGrant key, List<BudgetView> views, boolean live) {
        Optional<BudgetView> own =
                views.stream().filter(view -> view.level().equals("key")).reduce((first, second) -> second);
        JsonText json = new JsonText().open('{').name("data").open('{');
        json.name("label").string(key.name());
        json.name("limit").raw(own.map(view -> Usd.text(view.limitNanos())).orElse("null"));
        json.name("limit_remaining")
                .raw(own.map(view -> Usd.text(remaining(view))).orElse("null"));
        json.name("usage").raw(own.map(view -> Usd.text(spent(view))).orElse("0"));
        json.name("is_free_tier").raw("false");
        json.name("is_management_key").raw(Boolean.toString(key.management()));
        json.name("expires_at");
        instant(json, key.expiresAtMillis());
        json.name("live").raw(Boolean.toString(live));
        json.name("budgets").open('[');
        views.forEach(view -> write(json, view));
        return json.close(']').close('}').close('}');
    }

    private void write(JsonText json, BudgetView view) {
        json.open('{').name("level").string(view.level());
        json.name("name").string(view.name());
        json.name("hard").raw(Boolean.toString(view.hard()));
        json.name("limit").raw(Usd.text(view.limitNanos()));
        json.name("spent").raw(Usd.text(spent(view)));
        json.name("held").raw(Usd.text(paths.heldNanos(view.budgetId())));
        json.name("in_doubt").raw(Usd.text(view.inDoubtNanos()));
        json.name("remaining").raw(Usd.text(remaining(view)));
        json.name("resets_at");
        instant(json, view.resetsAtMillis());
        json.name("owner").string(view.owner()).close('}');
    }

    /** What is settled, and what this node has charged but not reported yet. */
    private long spent(BudgetView view) {
        return view.settledNanos() + Math.max(0, paths.unreportedNanos(view.budgetId()));
    }

    private long remaining(BudgetView view) {
        long taken = spent(view) + view.inDoubtNanos() + paths.heldNanos(view.budgetId());
        return Math.max(0, view.limitNanos() - taken);
    }

    private static void instant(JsonText json, long millis) {
        if (millis == 0) {
            json.raw("null");
        } else {
            json.string(Instant.ofEpochMilli(millis).toString());
        }
    }
}
