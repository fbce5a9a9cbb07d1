package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.ALERT;
import static dev.bursar.server.sql.Tables.ALERT_DELIVERY;

import dev.bursar.server.budget.BudgetNews;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.appointment.Appointments;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Raises alerts, each with its deliveries. What makes it one alert for one crossing, however many control planes see
 * the crossing at once, is the unique key of its row: who inserts the row inserts the deliveries, all others do nothing.
 */
@Component
final class Alerts implements BudgetNews {
    /** Of an organization's administrators, told of an emergency. */
    static final int MOST_PEOPLE = 50;

    private final JooqChannels channels;
    private final JooqWatched watched;
    private final NoticeProperties properties;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    Alerts(
            JooqChannels channels,
            JooqWatched watched,
            NoticeProperties properties,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.channels = channels;
        this.watched = watched;
        this.properties = properties;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What crossed.
     *
     * @param ruleId null: no rule's
     * @param budgetId null: no budget's
     * @param crossing the same for the same crossing, and for no other of this rule and budget
     * @param facts for programs
     */
    record Crossing(
            @Nullable UUID ruleId,
            String kind,
            @Nullable UUID budgetId,
            String crossing,
            String sentence,
            Map<String, Object> facts) {}

    /** By the rule's channels, and by e-mail to the owner or, where there is none, to the administrators. */
    boolean raise(DSLContext tx, UUID organizationId, Rule rule, @Nullable UUID ownerId, Crossing crossing) {
        List<UUID> people = !rule.tellOwner()
                ? List.of()
                : ownerId == null ? HeldRoles.administrators(tx, organizationId, MOST_PEOPLE) : List.of(ownerId);
        return raise(tx, organizationId, crossing, rule.channelIds(), people, List.of());
    }

    @Override
    public void brokeGlass(DSLContext tx, UUID organizationId, UUID budgetId, UUID adjustmentId, String sentence) {
        Crossing crossing = new Crossing(
                null,
                "break_glass",
                budgetId,
                adjustmentId.toString(),
                sentence,
                Map.of("adjustmentId", adjustmentId.toString()));
        raiseAlways(tx, organizationId, crossing, false);
    }

    /** What no rule is needed for, by every channel, and by e-mail to the administrators. @param operator to them too */
    boolean raiseAlways(DSLContext tx, UUID organizationId, Crossing crossing, boolean operator) {
        return raise(
                tx,
                organizationId,
                crossing,
                channels.activeIds(tx, organizationId),
                HeldRoles.administrators(tx, organizationId, MOST_PEOPLE),
                operator ? properties.operator().ways() : List.of());
    }

    @Override
    public void asked(DSLContext tx, UUID organizationId, UUID budgetId, UUID requestId, String sentence) {
        Optional<UUID> owner = watched.owner(tx, organizationId, budgetId);
        Crossing crossing = new Crossing(
                null, "request", budgetId, requestId.toString(), sentence, Map.of("requestId", requestId.toString()));
        raise(
                tx,
                organizationId,
                crossing,
                List.of(),
                owner.map(List::of).orElseGet(() -> HeldRoles.administrators(tx, organizationId, MOST_PEOPLE)),
                List.of());
    }

    private boolean raise(
            DSLContext tx,
            UUID organizationId,
            Crossing crossing,
            Collection<UUID> channelIds,
            Collection<UUID> memberIds,
            Collection<String> operatorWays) {
        UUID id = ids.next();
        Instant now = clock.instant();
        int inserted = tx.insertInto(ALERT)
                .set(ALERT.ORGANIZATION_ID, organizationId)
                .set(ALERT.ALERT_ID, id)
                .set(ALERT.RULE_ID, crossing.ruleId())
                .set(ALERT.KIND, crossing.kind())
                .set(ALERT.BUDGET_ID, crossing.budgetId())
                .set(ALERT.CROSSING, crossing.crossing())
                .set(ALERT.SENTENCE, crossing.sentence())
                .set(ALERT.FACTS, JSONB.valueOf(json.writeValueAsString(crossing.facts())))
                .set(ALERT.AT, now)
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            return false;
        }
        channelIds.forEach(channel -> deliver(tx, organizationId, id, channel, null, null, now));
        memberIds.forEach(member -> deliver(tx, organizationId, id, null, member, null, now));
        operatorWays.forEach(way -> deliver(tx, organizationId, id, null, null, way, now));
        Appointments.makeSoonest(tx, organizationId, Appointments.Kind.DELIVERIES, now);
        return true;
    }

    private void deliver(
            DSLContext tx,
            UUID organizationId,
            UUID alertId,
            @Nullable UUID channelId,
            @Nullable UUID memberId,
            @Nullable String operatorWay,
            Instant now) {
        tx.insertInto(ALERT_DELIVERY)
                .set(ALERT_DELIVERY.ORGANIZATION_ID, organizationId)
                .set(ALERT_DELIVERY.DELIVERY_ID, ids.next())
                .set(ALERT_DELIVERY.ALERT_ID, alertId)
                .set(ALERT_DELIVERY.CHANNEL_ID, channelId)
                .set(ALERT_DELIVERY.MEMBER_ID, memberId)
                .set(ALERT_DELIVERY.OPERATOR, operatorWay)
                .set(ALERT_DELIVERY.STATE, "waiting")
                .set(ALERT_DELIVERY.NEXT_ATTEMPT_AT, now)
                .set(ALERT_DELIVERY.CREATED_AT, now)
                .execute();
    }
}
