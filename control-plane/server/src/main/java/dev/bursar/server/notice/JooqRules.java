package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.ALERT_RULE;
import static dev.bursar.server.sql.Tables.ALERT_RULE_CHANNEL;
import static dev.bursar.server.sql.Tables.BUDGET;

import dev.bursar.policy.access.Action;
import dev.bursar.server.budget.BudgetPlaces;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Cursors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The tables of rules and of the channels that they tell. */
@Component
final class JooqRules {
    void insert(DSLContext tx, UUID organizationId, Rule rule) {
        tx.insertInto(ALERT_RULE)
                .set(ALERT_RULE.ORGANIZATION_ID, organizationId)
                .set(ALERT_RULE.RULE_ID, rule.id())
                .set(ALERT_RULE.NAME, rule.name())
                .set(ALERT_RULE.KIND, rule.kind())
                .set(ALERT_RULE.BUDGET_ID, rule.budgetId())
                .set(ALERT_RULE.PERCENT, rule.percent())
                .set(ALERT_RULE.TELL_OWNER, rule.tellOwner())
                .set(ALERT_RULE.STATE, rule.state())
                .set(ALERT_RULE.CREATED_AT, rule.createdAt())
                .execute();
        insertChannels(tx, organizationId, rule);
    }

    void update(DSLContext tx, UUID organizationId, Rule rule) {
        tx.update(ALERT_RULE)
                .set(ALERT_RULE.NAME, rule.name())
                .set(ALERT_RULE.KIND, rule.kind())
                .set(ALERT_RULE.BUDGET_ID, rule.budgetId())
                .set(ALERT_RULE.PERCENT, rule.percent())
                .set(ALERT_RULE.TELL_OWNER, rule.tellOwner())
                .set(ALERT_RULE.STATE, rule.state())
                .set(ALERT_RULE.VERSION, rule.version())
                .where(ALERT_RULE.ORGANIZATION_ID.eq(organizationId), ALERT_RULE.RULE_ID.eq(rule.id()))
                .execute();
        tx.deleteFrom(ALERT_RULE_CHANNEL)
                .where(ALERT_RULE_CHANNEL.ORGANIZATION_ID.eq(organizationId), ALERT_RULE_CHANNEL.RULE_ID.eq(rule.id()))
                .execute();
        insertChannels(tx, organizationId, rule);
    }

    Optional<Rule> find(DSLContext tx, UUID organizationId, UUID ruleId) {
        return rules(tx, organizationId, ALERT_RULE.RULE_ID.eq(ruleId), 1).stream()
                .findFirst();
    }

    /** Locks the row until the transaction ends. */
    Optional<Rule> lock(DSLContext tx, UUID organizationId, UUID ruleId) {
        tx.select(ALERT_RULE.RULE_ID)
                .from(ALERT_RULE)
                .where(ALERT_RULE.ORGANIZATION_ID.eq(organizationId), ALERT_RULE.RULE_ID.eq(ruleId))
                .forUpdate()
                .fetch();
        return find(tx, organizationId, ruleId);
    }

    /** Up to {@link Rules#MOST}. */
    List<Rule> active(DSLContext tx, UUID organizationId) {
        return rules(tx, organizationId, ALERT_RULE.STATE.eq("active"), Rules.MOST);
    }

    /** Of budgets whose alerts the caller may read, newest first; one more than the page. */
    List<Rule> page(DSLContext tx, Caller caller, Optional<Cursors.At> after, int size) {
        UUID organizationId = caller.organizationId();
        Condition visible = BudgetPlaces.within(caller.reach(Action.ALERT_READ), organizationId, ALERT_RULE.BUDGET_ID);
        Condition rest = after.<Condition>map(
                        at -> DSL.row(ALERT_RULE.CREATED_AT, ALERT_RULE.RULE_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return rules(tx, organizationId, visible.and(rest), size + 1);
    }

    private static List<Rule> rules(DSLContext tx, UUID organizationId, Condition wanted, int most) {
        List<? extends Record> rows = tx.select(ALERT_RULE.fields())
                .select(BUDGET.NAME, BudgetPlaces.UNIT_ID)
                .from(ALERT_RULE)
                .leftJoin(BUDGET)
                .on(BUDGET.ORGANIZATION_ID.eq(ALERT_RULE.ORGANIZATION_ID), BUDGET.BUDGET_ID.eq(ALERT_RULE.BUDGET_ID))
                .where(ALERT_RULE.ORGANIZATION_ID.eq(organizationId), wanted)
                .orderBy(ALERT_RULE.CREATED_AT.desc(), ALERT_RULE.RULE_ID.desc())
                .limit(most)
                .fetch();
        Map<UUID, List<UUID>> channels = tx.select(ALERT_RULE_CHANNEL.RULE_ID, ALERT_RULE_CHANNEL.CHANNEL_ID)
                .from(ALERT_RULE_CHANNEL)
                .where(
                        ALERT_RULE_CHANNEL.ORGANIZATION_ID.eq(organizationId),
                        ALERT_RULE_CHANNEL.RULE_ID.in(rows.stream()
                                .map(row -> row.get(ALERT_RULE.RULE_ID))
                                .toList()))
                .orderBy(ALERT_RULE_CHANNEL.CHANNEL_ID)
                .fetchGroups(ALERT_RULE_CHANNEL.RULE_ID, ALERT_RULE_CHANNEL.CHANNEL_ID);
        return rows.stream()
                .map(row -> rule(row, channels.getOrDefault(row.get(ALERT_RULE.RULE_ID), List.of())))
                .toList();
    }

    private static void insertChannels(DSLContext tx, UUID organizationId, Rule rule) {
        for (UUID channel : rule.channelIds()) {
            tx.insertInto(ALERT_RULE_CHANNEL)
                    .set(ALERT_RULE_CHANNEL.ORGANIZATION_ID, organizationId)
                    .set(ALERT_RULE_CHANNEL.RULE_ID, rule.id())
                    .set(ALERT_RULE_CHANNEL.CHANNEL_ID, channel)
                    .execute();
        }
    }

    private static Rule rule(Record row, List<UUID> channels) {
        return new Rule(
                row.get(ALERT_RULE.RULE_ID),
                row.get(ALERT_RULE.NAME),
                row.get(ALERT_RULE.KIND),
                row.get(ALERT_RULE.PERCENT),
                row.get(ALERT_RULE.BUDGET_ID),
                row.get(BUDGET.NAME),
                row.get(BudgetPlaces.UNIT_ID),
                row.get(ALERT_RULE.TELL_OWNER),
                channels,
                row.get(ALERT_RULE.STATE),
                row.get(ALERT_RULE.CREATED_AT),
                row.get(ALERT_RULE.VERSION));
    }
}
