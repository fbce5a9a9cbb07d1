package dev.bursar.server.catalog;

import static dev.bursar.server.sql.Tables.PROVIDER;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import dev.bursar.server.publication.PolicyChanges;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Of an organization that is deleted no provider's credential stays, not even sealed. */
@Component
final class LastCredentials implements OrganizationNews {
    private final PolicyChanges changes;

    LastCredentials(PolicyChanges changes) {
        this.changes = changes;
    }

    @Override
    public void deleted(DSLContext tx, Caller caller) {
        UUID organization = caller.organizationId();
        tx.update(PROVIDER)
                .setNull(PROVIDER.CREDENTIAL)
                .set(PROVIDER.CREDENTIAL_HINT, "")
                .set(PROVIDER.STATE, "archived")
                .set(PROVIDER.VERSION, PROVIDER.VERSION.plus(1))
                .where(PROVIDER.ORGANIZATION_ID.eq(organization))
                .returning(PROVIDER.PROVIDER_ID)
                .fetch(PROVIDER.PROVIDER_ID)
                .forEach(id -> changes.touch(tx, organization, PolicyChanges.Kind.PROVIDER, id.toString()));
    }

    @Override
    public List<Impact.Ending> endings(DSLContext tx, UUID organizationId) {
        return List.of(new Impact.Ending(
                "provider_credentials",
                tx.fetchCount(PROVIDER, PROVIDER.ORGANIZATION_ID.eq(organizationId), PROVIDER.CREDENTIAL.isNotNull())));
    }
}
