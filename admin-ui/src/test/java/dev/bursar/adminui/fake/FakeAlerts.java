package dev.bursar.adminui.fake;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.notice.Alert;
import dev.bursar.adminapi.notice.AlertChannel;
import dev.bursar.adminapi.notice.AlertDelivery;
import dev.bursar.adminapi.notice.AlertRule;
import dev.bursar.adminapi.notice.AlertsApi;
import dev.bursar.adminapi.notice.CreateChannel;
import dev.bursar.adminapi.notice.CreatedChannel;
import dev.bursar.adminapi.notice.TestedChannel;
import dev.bursar.adminapi.notice.WriteAlertRule;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeAlerts implements AlertsApi {
    private final FakeHouse house;

    FakeAlerts(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Page<Alert> alerts(
            UUID organizationId, @Nullable UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return FakeHouse.page(
                house.alerts.stream()
                        .filter(one -> budgetId == null || budgetId.equals(one.budgetId()))
                        .filter(one -> caller.may(
                                "alert.read",
                                one.budgetId() == null
                                        ? null
                                        : FakeBudgets.unitOf(house, house.budget(one.budgetId()))))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public Page<AlertRule> rules(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return FakeHouse.page(
                house.rules.stream()
                        .filter(one -> caller.may("alert.read", one.unitId()))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<AlertRule> createRule(
            UUID organizationId, @Nullable String idempotencyKey, WriteAlertRule request) {
        house.enterToWrite();
        AlertRule rule = rule(UUID.randomUUID(), request, "active", house.now(), 1);
        house.rules.add(rule);
        return ResponseEntity.status(201).body(rule);
    }

    private AlertRule rule(UUID id, WriteAlertRule request, String state, OffsetDateTime at, long version) {
        if (request.kind().equals("threshold") != (request.percent() != null)) {
            throw FakeHouse.invalid("percent", "percent_required", "A threshold has a share of the limit.");
        }
        UUID budgetId = request.budgetId();
        return new AlertRule(
                id,
                request.name(),
                request.kind(),
                request.percent(),
                budgetId,
                budgetId == null ? null : house.budget(budgetId).name(),
                budgetId == null ? null : FakeBudgets.unitOf(house, house.budget(budgetId)),
                Boolean.TRUE.equals(request.tellOwner()),
                request.channelIds(),
                state,
                at,
                version);
    }

    @Override
    public ResponseEntity<AlertRule> updateRule(
            UUID organizationId, UUID ruleId, @Nullable String ifMatch, WriteAlertRule request) {
        house.enterToWrite();
        AlertRule was = rule(ruleId);
        FakeHouse.requireVersion(ifMatch, was.version());
        AlertRule is = rule(ruleId, request, was.state(), was.createdAt(), was.version() + 1);
        house.rules.set(house.rules.indexOf(was), is);
        return ResponseEntity.ok(is);
    }

    @Override
    public ResponseEntity<AlertRule> archiveRule(UUID organizationId, UUID ruleId) {
        house.enterToWrite();
        AlertRule was = rule(ruleId);
        AlertRule is = new AlertRule(
                was.id(),
                was.name(),
                was.kind(),
                was.percent(),
                was.budgetId(),
                was.budgetName(),
                was.unitId(),
                was.tellOwner(),
                was.channelIds(),
                "archived",
                was.createdAt(),
                was.version() + 1);
        house.rules.set(house.rules.indexOf(was), is);
        return ResponseEntity.ok(is);
    }

    @Override
    public Page<AlertChannel> channels(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(house.channels, cursor, size);
    }

    @Override
    public ResponseEntity<CreatedChannel> createChannel(
            UUID organizationId, @Nullable String idempotencyKey, CreateChannel request) {
        house.enterToWrite();
        boolean url = request.target().startsWith("https://");
        if (request.kind().equals("email") ? !request.target().contains("@") : !url) {
            throw FakeHouse.invalid("target", "target_invalid", "An address that this kind of channel can reach.");
        }
        AlertChannel channel = new AlertChannel(
                UUID.randomUUID(),
                request.kind(),
                request.name(),
                url ? request.target().replaceFirst("(https://[^/]+/).*", "$1…") : request.target(),
                "active",
                house.now(),
                1);
        house.channels.add(channel);
        return ResponseEntity.status(201)
                .body(new CreatedChannel(
                        channel, request.kind().equals("webhook") ? "whsec_5fK2vQp9XwTn8LrBm3Zc" : null));
    }

    @Override
    public ResponseEntity<AlertChannel> archiveChannel(UUID organizationId, UUID channelId) {
        house.enterToWrite();
        AlertChannel was = channel(channelId);
        AlertChannel is = new AlertChannel(
                was.id(), was.kind(), was.name(), was.target(), "archived", was.createdAt(), was.version() + 1);
        house.channels.set(house.channels.indexOf(was), is);
        return ResponseEntity.ok(is);
    }

    @Override
    public TestedChannel testChannel(UUID organizationId, UUID channelId) {
        house.enterToWrite();
        return channel(channelId).kind().equals("webhook")
                ? new TestedChannel(false, 503, "The receiver answered with 503.")
                : new TestedChannel(true, 200, "");
    }

    @Override
    public Page<AlertDelivery> deliveries(
            UUID organizationId, @Nullable UUID channelId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.deliveries.stream()
                        .filter(one -> channelId == null || channelId.equals(one.channelId()))
                        .toList(),
                cursor,
                size);
    }

    private AlertRule rule(UUID id) {
        return house.rules.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("rule"));
    }

    private AlertChannel channel(UUID id) {
        return house.channels.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("channel"));
    }
}
