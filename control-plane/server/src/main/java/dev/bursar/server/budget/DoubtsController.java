package dev.bursar.server.budget;

import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.budget.DoubtsApi;
import dev.bursar.adminapi.budget.ResolveDoubt;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Idempotency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Whoever sees budgets sees what is in doubt; whoever keeps the books rules on it. */
@RestController
final class DoubtsController implements DoubtsApi {
    private final Callers callers;
    private final Tenancy tenancy;
    private final Idempotency idempotency;
    private final DoubtReadModel readModel;
    private final Doubts doubts;

    DoubtsController(
            Callers callers, Tenancy tenancy, Idempotency idempotency, DoubtReadModel readModel, Doubts doubts) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.idempotency = idempotency;
        this.readModel = readModel;
        this.doubts = doubts;
    }

    @Override
    public Page<Doubt> list(
            UUID organizationId, @Nullable UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.BUDGET_READ);
        int pageSize = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        return tenancy.read(organizationId, tx -> readModel.page(tx, caller, budgetId, after, pageSize));
    }

    @Override
    public Doubt resolve(UUID organizationId, UUID doubtId, @Nullable String idempotencyKey, ResolveDoubt request) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.LEDGER_WRITE);
        return tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "doubt.resolve " + doubtId,
                        request,
                        Doubt.class,
                        () -> doubts.resolve(tx, caller, doubtId, request)));
    }
}
