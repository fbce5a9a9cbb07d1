package dev.bursar.server.budget.request;

import static dev.bursar.server.sql.Tables.BUDGET_REQUEST;
import static dev.bursar.server.sql.Tables.BUDGET_REQUEST_VOTE;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What people asked for, and why, ends with the organization; what was granted stands in the books and the audit log. */
@Component
final class LastRequests implements OrganizationNews {
    @Override
    public void deleted(DSLContext tx, Caller caller) {
        UUID organization = caller.organizationId();
        tx.deleteFrom(BUDGET_REQUEST_VOTE)
                .where(BUDGET_REQUEST_VOTE.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(BUDGET_REQUEST)
                .where(BUDGET_REQUEST.ORGANIZATION_ID.eq(organization))
                .execute();
    }

    @Override
    public List<Impact.Ending> endings(DSLContext tx, UUID organizationId) {
        return List.of(new Impact.Ending(
                "requests_for_more",
                tx.fetchCount(
                        BUDGET_REQUEST,
                        BUDGET_REQUEST.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_REQUEST.STATE.eq("open"))));
    }
}
