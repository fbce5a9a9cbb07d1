package dev.bursar.server.notice;

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
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class AlertsController implements AlertsApi {
    private final Callers callers;
    private final Tenancy tenancy;
    private final Idempotency idempotency;
    private final Rules rules;
    private final JooqRules ruleList;
    private final Channels channels;
    private final JooqChannels channelList;
    private final AlertReadModel readModel;

    AlertsController(
            Callers callers,
            Tenancy tenancy,
            Idempotency idempotency,
            Rules rules,
            JooqRules ruleList,
            Channels channels,
            JooqChannels channelList,
            AlertReadModel readModel) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.idempotency = idempotency;
        this.rules = rules;
        this.ruleList = ruleList;
        this.channels = channels;
        this.channelList = channelList;
        this.readModel = readModel;
    }

    @Override
    public Page<Alert> alerts(
            UUID organizationId, @Nullable UUID budgetId, @Nullable String cursor, @Nullable Integer size) {
        Caller caller = anywhere(organizationId, Action.ALERT_READ);
        int pageSize = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        return tenancy.read(organizationId, tx -> readModel.alerts(tx, caller, budgetId, after, pageSize));
    }

    @Override
    public Page<AlertRule> rules(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        Caller caller = anywhere(organizationId, Action.ALERT_READ);
        int pageSize = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        Page<Rule> page = tenancy.read(
                organizationId,
                tx -> Cursors.page(
                        ruleList.page(tx, caller, after, pageSize),
                        pageSize,
                        rule -> Cursors.after(rule.createdAt(), rule.id())));
        return new Page<>(page.items().stream().map(Rule::toApi).toList(), page.next());
    }

    @Override
    public ResponseEntity<AlertRule> createRule(
            UUID organizationId, @Nullable String idempotencyKey, WriteAlertRule request) {
        Caller caller = anywhere(organizationId, Action.ALERT_WRITE);
        AlertRule created = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "alert_rule.create",
                        request,
                        AlertRule.class,
                        () -> rules.create(tx, caller, request)));
        return Etags.created(created, created.version());
    }

    @Override
    public ResponseEntity<AlertRule> updateRule(
            UUID organizationId, UUID ruleId, @Nullable String ifMatch, WriteAlertRule request) {
        Caller caller = anywhere(organizationId, Action.ALERT_WRITE);
        AlertRule rule = tenancy.write(organizationId, tx -> rules.update(tx, caller, ruleId, ifMatch, request));
        return Etags.ok(rule, rule.version());
    }

    @Override
    public ResponseEntity<AlertRule> archiveRule(UUID organizationId, UUID ruleId) {
        Caller caller = anywhere(organizationId, Action.ALERT_WRITE);
        AlertRule rule = tenancy.write(organizationId, tx -> rules.archive(tx, caller, ruleId));
        return Etags.ok(rule, rule.version());
    }

    @Override
    public Page<AlertChannel> channels(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId, Action.ALERT_READ);
        int pageSize = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        Page<Channel> page = tenancy.read(
                organizationId,
                tx -> Cursors.page(
                        channelList.page(tx, organizationId, after, pageSize),
                        pageSize,
                        channel -> Cursors.after(channel.createdAt(), channel.id())));
        return new Page<>(page.items().stream().map(Channel::toApi).toList(), page.next());
    }

    @Override
    public ResponseEntity<CreatedChannel> createChannel(
            UUID organizationId, @Nullable String idempotencyKey, CreateChannel request) {
        Caller caller = callers.in(organizationId, Action.ALERT_WRITE);
        CreatedChannel created = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "alert_channel.create",
                        request,
                        CreatedChannel.class,
                        () -> channels.create(tx, caller, request)));
        return Etags.created(created, created.channel().version());
    }

    @Override
    public ResponseEntity<AlertChannel> archiveChannel(UUID organizationId, UUID channelId) {
        Caller caller = callers.in(organizationId, Action.ALERT_WRITE);
        AlertChannel channel = tenancy.write(organizationId, tx -> channels.archive(tx, caller, channelId));
        return Etags.ok(channel, channel.version());
    }

    @Override
    public TestedChannel testChannel(UUID organizationId, UUID channelId) {
        return channels.test(callers.in(organizationId, Action.ALERT_WRITE), channelId);
    }

    @Override
    public Page<AlertDelivery> deliveries(
            UUID organizationId, @Nullable UUID channelId, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId, Action.ALERT_READ);
        int pageSize = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        return tenancy.read(organizationId, tx -> readModel.deliveries(tx, organizationId, channelId, after, pageSize));
    }

    /** Rules and what they found belong to a budget: where it stands is looked at then. */
    private Caller anywhere(UUID organizationId, Action action) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(action);
        return caller;
    }

    /** Channels and what was sent by them belong to the organization. */
}
