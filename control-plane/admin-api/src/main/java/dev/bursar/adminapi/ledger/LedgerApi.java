package dev.bursar.adminapi.ledger;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import jakarta.validation.Valid;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The organization's books. Nothing here is ever changed or deleted; mistakes are corrected by further entries. */
@HttpExchange(AdminApi.ORGANIZATION + "/ledger")
public interface LedgerApi {
    /**
     * Newest first.
     *
     * @param account only entries that touch it; null: all
     * @param kind {@code usage}, {@code top_up}, {@code refund}, {@code correction}, {@code write_off} or
     *     {@code period_close}; null: all
     * @param from inclusive; null: the beginning
     * @param to exclusive; null: now
     */
    @GetExchange("/entries")
    Page<LedgerEntry> entries(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/entries/{entryId}")
    ResponseEntity<LedgerEntry> entry(@PathVariable UUID organizationId, @PathVariable UUID entryId);

    /** Every account with its balance; the balances sum to zero. */
    @GetExchange("/accounts")
    List<LedgerAccount> accounts(@PathVariable UUID organizationId);

    /** Prepaid credits: the amount paid less the organization's fee raises the credit budget, which the first one makes. */
    @PostExchange("/top-ups")
    ResponseEntity<LedgerEntry> topUp(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid PostAmount request);

    /** Pays credits back; 409 {@code credits_not_free} for more than is free. */
    @PostExchange("/refunds")
    ResponseEntity<LedgerEntry> refund(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid PostAmount request);

    /** What the provider billed more or less than was metered; it moves no budget. */
    @PostExchange("/corrections")
    ResponseEntity<LedgerEntry> correct(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid PostCorrection request);

    /** Closes a calendar month of the organization's time zone. 409 {@code period_open} before it ended. */
    @PostExchange("/closes")
    ResponseEntity<LedgerEntry> close(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid ClosePeriod request);

    /** What the comparison of usage events, budgets and ledger last found; 404 before the first. */
    @GetExchange("/check")
    LedgerCheck check(@PathVariable UUID organizationId);

    /** Compares now. */
    @PostExchange("/check")
    LedgerCheck checkNow(@PathVariable UUID organizationId);
}
