package dev.bursar.server.scim;

import static dev.bursar.server.sql.Tables.SCIM_TOKEN;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Nobody provisions an organization that is deleted. */
@Component
final class LastTokens implements OrganizationNews {
    @Override
    public void deleted(DSLContext tx, Caller caller) {
        tx.deleteFrom(SCIM_TOKEN)
                .where(SCIM_TOKEN.ORGANIZATION_ID.eq(caller.organizationId()))
                .execute();
    }

    @Override
    public List<Impact.Ending> endings(DSLContext tx, UUID organizationId) {
        return List.of(new Impact.Ending(
                "scim_tokens",
                tx.fetchCount(
                        SCIM_TOKEN, SCIM_TOKEN.ORGANIZATION_ID.eq(organizationId), SCIM_TOKEN.REVOKED_AT.isNull())));
    }
}
