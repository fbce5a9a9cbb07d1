package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.SERVICE_ACCOUNT;
import static dev.bursar.server.sql.Tables.WORKLOAD_AUDIENCE;
import static dev.bursar.server.sql.Tables.WORKLOAD_ISSUER;
import static dev.bursar.server.sql.Tables.WORKLOAD_TRUST;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import dev.bursar.server.publication.PolicyChanges;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** No program acts for an organization that is deleted, and its tokens' audiences are free again. */
@Component
final class LastMachines implements OrganizationNews {
    private final PolicyChanges changes;

    LastMachines(PolicyChanges changes) {
        this.changes = changes;
    }

    @Override
    public void deleted(DSLContext tx, Caller caller) {
        UUID organization = caller.organizationId();
        List<UUID> ofNodes = tx.deleteFrom(WORKLOAD_TRUST)
                .where(WORKLOAD_TRUST.ORGANIZATION_ID.eq(organization))
                .returning(WORKLOAD_TRUST.TRUST_ID)
                .fetch(WORKLOAD_TRUST.TRUST_ID);
        tx.deleteFrom(WORKLOAD_AUDIENCE)
                .where(WORKLOAD_AUDIENCE.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(WORKLOAD_ISSUER)
                .where(WORKLOAD_ISSUER.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.update(API_KEY)
                .setNull(API_KEY.SERVICE_ACCOUNT_ID)
                .where(API_KEY.ORGANIZATION_ID.eq(organization), API_KEY.SERVICE_ACCOUNT_ID.isNotNull())
                .execute();
        tx.deleteFrom(SERVICE_ACCOUNT)
                .where(SERVICE_ACCOUNT.ORGANIZATION_ID.eq(organization))
                .execute();
        ofNodes.forEach(trust -> changes.touch(tx, organization, PolicyChanges.Kind.TRUST, trust.toString()));
    }

    @Override
    public List<Impact.Ending> endings(DSLContext tx, UUID organization) {
        return List.of(
                new Impact.Ending(
                        "service_accounts",
                        tx.fetchCount(SERVICE_ACCOUNT, SERVICE_ACCOUNT.ORGANIZATION_ID.eq(organization))),
                new Impact.Ending(
                        "management_keys",
                        tx.fetchCount(
                                API_KEY,
                                API_KEY.ORGANIZATION_ID.eq(organization),
                                API_KEY.SERVICE_ACCOUNT_ID.isNotNull(),
                                API_KEY.STATE.eq("active"))),
                new Impact.Ending(
                        "workload_trusts",
                        tx.fetchCount(WORKLOAD_TRUST, WORKLOAD_TRUST.ORGANIZATION_ID.eq(organization))));
    }
}
