package dev.bursar.server.ledger;

import static dev.bursar.server.sql.Tables.LEDGER_ENTRY;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.ledger.ClosePeriod;
import dev.bursar.adminapi.ledger.LedgerAccount;
import dev.bursar.adminapi.ledger.LedgerApi;
import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminapi.ledger.PostAmount;
import dev.bursar.adminapi.ledger.PostCorrection;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.ledger.BookAccount;
import dev.bursar.policy.ledger.EntryKind;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class LedgerController implements LedgerApi {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Callers callers;
    private final Tenancy tenancy;
    private final Idempotency idempotency;
    private final LedgerReadModel readModel;
    private final Credits credits;
    private final Adjustments adjustments;
    private final BooksCheck check;

    LedgerController(
            Callers callers,
            Tenancy tenancy,
            Idempotency idempotency,
            LedgerReadModel readModel,
            Credits credits,
            Adjustments adjustments,
            BooksCheck check) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.idempotency = idempotency;
        this.readModel = readModel;
        this.credits = credits;
        this.adjustments = adjustments;
        this.check = check;
    }

    @Override
    public Page<LedgerEntry> entries(
            UUID organizationId,
            @Nullable String account,
            @Nullable String kind,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String cursor,
            @Nullable Integer size) {
        callers.in(organizationId, Action.LEDGER_READ);
        Condition chosen = DSL.and(
                LedgerReadModel.touching(account(account)),
                kind == null ? DSL.noCondition() : LEDGER_ENTRY.KIND.eq(kind(kind)),
                from == null ? DSL.noCondition() : LEDGER_ENTRY.AT.ge(instant(from)),
                to == null ? DSL.noCondition() : LEDGER_ENTRY.AT.lt(instant(to)));
        int pageSize = Cursors.size(size);
        Optional<Long> before = Cursors.number(cursor);
        return tenancy.read(organizationId, tx -> readModel.page(tx, organizationId, chosen, before, pageSize));
    }

    @Override
    public ResponseEntity<LedgerEntry> entry(UUID organizationId, UUID entryId) {
        callers.in(organizationId, Action.LEDGER_READ);
        return tenancy.read(
                organizationId,
                tx -> ResponseEntity.ok(readModel
                        .find(tx, organizationId, entryId)
                        .orElseThrow(() -> ProblemException.notFound("ledger entry"))));
    }

    @Override
    public List<LedgerAccount> accounts(UUID organizationId) {
        callers.in(organizationId, Action.LEDGER_READ);
        return tenancy.read(organizationId, tx -> readModel.accounts(tx, organizationId));
    }

    @Override
    public ResponseEntity<LedgerEntry> topUp(UUID organizationId, @Nullable String idempotencyKey, PostAmount request) {
        return write(
                organizationId,
                idempotencyKey,
                "ledger.top_up",
                request,
                (tx, caller) -> credits.topUp(tx, caller, request));
    }

    @Override
    public ResponseEntity<LedgerEntry> refund(
            UUID organizationId, @Nullable String idempotencyKey, PostAmount request) {
        return write(
                organizationId,
                idempotencyKey,
                "ledger.refund",
                request,
                (tx, caller) -> credits.refund(tx, caller, request));
    }

    @Override
    public ResponseEntity<LedgerEntry> correct(
            UUID organizationId, @Nullable String idempotencyKey, PostCorrection request) {
        return write(
                organizationId,
                idempotencyKey,
                "ledger.correct",
                request,
                (tx, caller) -> adjustments.correct(tx, caller, request));
    }

    @Override
    public ResponseEntity<LedgerEntry> close(
            UUID organizationId, @Nullable String idempotencyKey, ClosePeriod request) {
        return write(
                organizationId,
                idempotencyKey,
                "ledger.close",
                request,
                (tx, caller) -> adjustments.close(tx, caller, request.month()));
    }

    @Override
    public LedgerCheck check(UUID organizationId) {
        callers.in(organizationId, Action.LEDGER_READ);
        return check.last(organizationId).orElseThrow(() -> ProblemException.notFound("comparison yet"));
    }

    @Override
    public LedgerCheck checkNow(UUID organizationId) {
        callers.in(organizationId, Action.LEDGER_WRITE);
        return check.run(organizationId);
    }

    private ResponseEntity<LedgerEntry> write(
            UUID organizationId,
            @Nullable String idempotencyKey,
            String operation,
            Object request,
            BiFunction<DSLContext, Caller, Books.Written> work) {
        Caller caller = callers.in(organizationId, Action.LEDGER_WRITE);
        LedgerEntry written = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        operation,
                        request,
                        LedgerEntry.class,
                        () -> readModel
                                .find(tx, organizationId, work.apply(tx, caller).id())
                                .orElseThrow()));
        return ResponseEntity.status(201).body(written);
    }

    private static @Nullable BookAccount account(@Nullable String text) {
        return text == null
                ? null
                : BookAccount.of(text)
                        .orElseThrow(() -> ProblemException.field(
                                "account", "account_unknown", "There is no such account in the books."));
    }

    private static String kind(String text) {
        return EntryKind.of(text)
                .orElseThrow(
                        () -> ProblemException.field("kind", "kind_unknown", "There is no such kind of ledger entry."))
                .text();
    }

    /** Within what the database can compare. */
    private static Instant instant(OffsetDateTime time) {
        Instant at = time.toInstant();
        return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at.isAfter(LATEST) ? LATEST : at;
    }
}
