package dev.bursar.server.catalog;

import static dev.bursar.server.sql.Tables.PROVIDER;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Of an organization that is deleted no provider's credential stays, not even sealed. */
@Component
final class LastCredentials implements OrganizationNews {
    @Override
    public void deleted(DSLContext tx, Caller caller) {
        tx.update(PROVIDER)
                .setNull(PROVIDER.CREDENTIAL)
                .set(PROVIDER.CREDENTIAL_HINT, "")
                .set(PROVIDER.STATE, "archived")
                .set(PROVIDER.VERSION, PROVIDER.VERSION.plus(1))
                .where(PROVIDER.ORGANIZATION_ID.eq(caller.organizationId()))
                .execute();
    }
}
