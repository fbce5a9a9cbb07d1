package dev.bursar.adminapi.notice;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import jakarta.validation.Valid;
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
import org.springframework.web.service.annotation.PutExchange;

@HttpExchange(AdminApi.ORGANIZATION)
public interface AlertsApi {
    /** What crossed, newest first. @param budgetId null: all */
    @GetExchange("/alerts")
    Page<Alert> alerts(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable UUID budgetId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/alert-rules")
    Page<AlertRule> rules(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @PostExchange("/alert-rules")
    ResponseEntity<AlertRule> createRule(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid WriteAlertRule request);

    /** The whole rule anew. */
    @PutExchange("/alert-rules/{ruleId}")
    ResponseEntity<AlertRule> updateRule(
            @PathVariable UUID organizationId,
            @PathVariable UUID ruleId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid WriteAlertRule request);

    @PostExchange("/alert-rules/{ruleId}/archive")
    ResponseEntity<AlertRule> archiveRule(@PathVariable UUID organizationId, @PathVariable UUID ruleId);

    @GetExchange("/alert-channels")
    Page<AlertChannel> channels(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** A signed webhook's secret is made here and shown this once. */
    @PostExchange("/alert-channels")
    ResponseEntity<CreatedChannel> createChannel(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateChannel request);

    @PostExchange("/alert-channels/{channelId}/archive")
    ResponseEntity<AlertChannel> archiveChannel(@PathVariable UUID organizationId, @PathVariable UUID channelId);

    /** Sends a test message now and says how it went. */
    @PostExchange("/alert-channels/{channelId}/test")
    TestedChannel testChannel(@PathVariable UUID organizationId, @PathVariable UUID channelId);

    /** The delivery log, newest first. @param channelId null: all */
    @GetExchange("/alert-deliveries")
    Page<AlertDelivery> deliveries(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable UUID channelId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);
}
