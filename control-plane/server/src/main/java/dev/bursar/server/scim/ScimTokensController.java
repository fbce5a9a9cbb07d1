package dev.bursar.server.scim;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.scim.IssueScimToken;
import dev.bursar.adminapi.scim.IssuedScimToken;
import dev.bursar.adminapi.scim.ScimApi;
import dev.bursar.adminapi.scim.ScimConnection;
import dev.bursar.adminapi.scim.ScimResource;
import dev.bursar.adminapi.scim.ScimToken;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Idempotency;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The Admin API's side of SCIM: what an organization's own admin sets up. */
@RestController
class ScimTokensController implements ScimApi {
    private final Tenancy tenancy;
    private final Callers callers;
    private final Tokens tokens;
    private final JooqTokens store;
    private final ScimReadModel readModel;
    private final ScimAddress addresses;
    private final Idempotency idempotency;
    private final Clock clock;

    ScimTokensController(
            Tenancy tenancy,
            Callers callers,
            Tokens tokens,
            JooqTokens store,
            ScimReadModel readModel,
            ScimAddress addresses,
            Idempotency idempotency,
            Clock clock) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.tokens = tokens;
        this.store = store;
        this.readModel = readModel;
        this.addresses = addresses;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @Override
    public ScimConnection connection(UUID organizationId) {
        callers.in(organizationId).require(Action.SCIM_READ);
        String address = addresses.of(organizationId).base();
        return tenancy.read(organizationId, tx -> readModel.connection(tx, organizationId, address));
    }

    @Override
    public ResponseEntity<IssuedScimToken> issue(
            UUID organizationId, @Nullable String idempotencyKey, IssueScimToken request) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.SCIM_WRITE);
        IssuedScimToken issued = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "scim_token.issue",
                        request,
                        IssuedScimToken.class,
                        () -> tokens.issue(tx, caller, request)));
        return ResponseEntity.status(201).body(issued);
    }

    @Override
    public Page<ScimToken> tokens(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId).require(Action.SCIM_READ);
        int limit = Cursors.size(size);
        var after = Cursors.at(cursor);
        Instant now = clock.instant();
        List<ScimToken> rows = tenancy.read(organizationId, tx -> store.page(tx, organizationId, after, limit)).stream()
                .map(row -> row.toApi(now))
                .toList();
        return Cursors.page(rows, limit, last -> Cursors.after(last.createdAt().toInstant(), last.id()));
    }

    @Override
    public ResponseEntity<ScimToken> revoke(UUID organizationId, UUID tokenId) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.SCIM_WRITE);
        return ResponseEntity.ok(tenancy.write(organizationId, tx -> tokens.revoke(tx, caller, tokenId)));
    }

    @Override
    public Page<ScimResource> resources(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId).require(Action.SCIM_READ);
        int limit = Cursors.size(size);
        var after = Cursors.at(cursor);
        List<ScimResource> rows =
                tenancy.read(organizationId, tx -> readModel.resources(tx, organizationId, after, limit));
        return Cursors.page(rows, limit, last -> Cursors.after(last.changedAt().toInstant(), last.id()));
    }
}
