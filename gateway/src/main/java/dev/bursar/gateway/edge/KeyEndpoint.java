package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.BudgetStanding;
import dev.bursar.gateway.admission.BudgetView;
import dev.bursar.gateway.admission.LeaseDesk;
import dev.bursar.gateway.admission.PathBook;
import dev.bursar.gateway.json.JsonText;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.gateway.policy.PolicyInForce;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/key}: what the caller's key may spend and has spent, level by level, as the control plane and this
 * node know it now. Where the control plane cannot be asked, what this node heard last.
 */
final class KeyEndpoint {
    private final PolicyInForce policy;
    private final LeaseDesk desk;
    private final PathBook paths;
    private final BudgetText text;

    KeyEndpoint(PolicyInForce policy, LeaseDesk desk, PathBook paths, BudgetText text) {
        this.policy = policy;
        this.text = text;
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
        Organization organization = policy.current().organizations().get(key.organizationId());
        List<BudgetStanding> budgets =
                views.stream().map(view -> paths.standing(organization, view)).toList();
        Optional<BudgetStanding> own =
                budgets.stream().filter(KeyEndpoint::ofTheKey).reduce((first, second) -> second);
        JsonText json = new JsonText().open('{').name("data").open('{');
        json.name("label").string(key.name());
        json.name("limit").raw(own.map(of -> Usd.text(of.view().limitNanos())).orElse("null"));
        json.name("limit_remaining")
                .raw(own.map(of -> Usd.text(of.remainingNanos())).orElse("null"));
        json.name("usage").raw(own.map(of -> Usd.text(of.spentNanos())).orElse("0"));
        json.name("is_free_tier").raw("false");
        json.name("is_management_key").raw(Boolean.toString(key.management()));
        json.name("expires_at");
        BudgetText.instant(json, key.expiresAtMillis());
        json.name("live").raw(Boolean.toString(live));
        json.name("tightest");
        tightest(budgets).ifPresentOrElse(of -> json.string(of.view().budgetId()), () -> json.raw("null"));
        json.name("budgets").open('[');
        budgets.forEach(of -> text.write(json, of));
        return json.close(']').close('}').close('}');
    }

    /** Of every model: one that only some models pass says nothing about the others. */
    private static boolean ofTheKey(BudgetStanding budget) {
        return budget.view().level().equals("key") && budget.models().isEmpty();
    }

    /** The hard budget that would refuse first. */
    private static Optional<BudgetStanding> tightest(List<BudgetStanding> budgets) {
        return budgets.stream()
                .filter(budget -> budget.view().hard())
                .min(Comparator.comparingLong(BudgetStanding::remainingNanos));
    }
}
