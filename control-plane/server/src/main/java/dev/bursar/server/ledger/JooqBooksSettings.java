package dev.bursar.server.ledger;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.PROVIDER;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What of an organization decides how usage is posted, in one query. */
@Component
final class JooqBooksSettings {
    private static final Field<UUID[]> CREDITS = DSL.array(DSL.select(BUDGET.BUDGET_ID)
            .from(BUDGET)
            .where(
                    BUDGET.ORGANIZATION_ID.eq(ORGANIZATION.ORGANIZATION_ID),
                    BUDGET.SCOPE.eq("organization"),
                    BUDGET.KIND.eq("credit")));
    private static final Field<UUID[]> OWN_CONTRACTS = DSL.array(DSL.select(PROVIDER.PROVIDER_ID)
            .from(PROVIDER)
            .where(PROVIDER.ORGANIZATION_ID.eq(ORGANIZATION.ORGANIZATION_ID), PROVIDER.PAID_BY.eq("organization")));

    /**
     * @param zone in which its months are
     * @param creditBudgets what it prepaid; archived ones too
     * @param ownContracts providers that it pays itself
     */
    record Settings(ZoneId zone, Set<UUID> creditBudgets, Set<UUID> ownContracts) {}

    Settings of(DSLContext tx, UUID organizationId) {
        return tx.select(ORGANIZATION.TIME_ZONE, CREDITS, OWN_CONTRACTS)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organizationId))
                .fetchSingle(row -> new Settings(
                        ZoneId.of(row.value1()), Set.copyOf(List.of(row.value2())), Set.copyOf(List.of(row.value3()))));
    }
}
