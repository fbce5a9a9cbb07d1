package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.nodeapi.v1.AtCap;
import dev.bursar.nodeapi.v1.BudgetPolicy;
import dev.bursar.server.sql.tables.Member;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Budgets as nodes know them; what is spent is not policy. */
@Component
final class BudgetPolicies {
    private static final int FETCH = 1000;
    private static final Member ANSWERS = MEMBER.as("answers");
    private static final Member KEY_OWNER = MEMBER.as("key_owner");
    /** Whom a refused holder asks: who answers for the budget, else whose it is. */
    private static final Field<String> OWNER = DSL.coalesce(
                    ANSWERS.DISPLAY_NAME, MEMBER.DISPLAY_NAME, KEY_OWNER.DISPLAY_NAME, DSL.inline(""))
            .as("owner_name");

    /** Archived ones are removed from a delta's base, and left out of a snapshot. */
    void read(DSLContext tx, UUID organizationId, Condition wanted, PolicyOut out) {
        tx.select(BUDGET.fields())
                .select(OWNER)
                .from(BUDGET)
                .leftJoin(ANSWERS)
                .on(ANSWERS.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID), ANSWERS.MEMBER_ID.eq(BUDGET.OWNER_MEMBER_ID))
                .leftJoin(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.eq(BUDGET.SCOPE_ID),
                        BUDGET.SCOPE.eq("member"))
                .leftJoin(API_KEY)
                .on(
                        API_KEY.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                        API_KEY.KEY_ID.eq(BUDGET.SCOPE_ID),
                        BUDGET.SCOPE.eq("key"))
                .leftJoin(KEY_OWNER)
                .on(
                        KEY_OWNER.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID),
                        KEY_OWNER.MEMBER_ID.eq(API_KEY.OWNER_MEMBER_ID))
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), wanted)
                .fetchSize(FETCH)
                .fetchLazy()
                .forEach(row -> add(row, out));
    }

    private static void add(Record row, PolicyOut out) {
        String id = row.get(BUDGET.BUDGET_ID).toString();
        if (!row.get(BUDGET.STATE).equals("active")) {
            out.removedBudget(id);
            return;
        }
        out.budget(BudgetPolicy.newBuilder()
                .setBudgetId(id)
                .setOrganizationId(row.get(BUDGET.ORGANIZATION_ID).toString())
                .setName(row.get(BUDGET.NAME))
                .setLevel(row.get(BUDGET.SCOPE))
                .setHard(row.get(BUDGET.HARD))
                .setOwner(row.get(OWNER))
                .addAllModels(List.of(row.get(BUDGET.MODELS)))
                .setElastic(row.get(BUDGET.MODE).equals("elastic"))
                .setAtCap(atCap(row.get(BUDGET.AT_CAP)))
                .setDowngradeModel(Objects.requireNonNullElse(row.get(BUDGET.DOWNGRADE_MODEL), ""))
                .setCredit(row.get(BUDGET.KIND).equals("credit"))
                .build());
    }

    private static AtCap atCap(String text) {
        return switch (text) {
            case "downgrade" -> AtCap.AT_CAP_DOWNGRADE;
            case "ask" -> AtCap.AT_CAP_ASK;
            default -> AtCap.AT_CAP_REFUSE;
        };
    }
}
