package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.ALERT;
import static dev.bursar.server.sql.Tables.ALERT_CHANNEL;
import static dev.bursar.server.sql.Tables.ALERT_DELIVERY;
import static dev.bursar.server.sql.Tables.ALERT_RULE;
import static dev.bursar.server.sql.Tables.ALERT_RULE_CHANNEL;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Nobody is told of an organization that is deleted: its channels, with their addresses and secrets, are gone. */
@Component
final class LastNotices implements OrganizationNews {
    @Override
    public void deleted(DSLContext tx, Caller caller) {
        UUID organization = caller.organizationId();
        tx.deleteFrom(ALERT_DELIVERY)
                .where(ALERT_DELIVERY.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(ALERT).where(ALERT.ORGANIZATION_ID.eq(organization)).execute();
        tx.deleteFrom(ALERT_RULE_CHANNEL)
                .where(ALERT_RULE_CHANNEL.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(ALERT_RULE)
                .where(ALERT_RULE.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(ALERT_CHANNEL)
                .where(ALERT_CHANNEL.ORGANIZATION_ID.eq(organization))
                .execute();
    }

    @Override
    public List<Impact.Ending> endings(DSLContext tx, UUID organization) {
        return List.of(
                new Impact.Ending(
                        "alert_channels",
                        tx.fetchCount(
                                ALERT_CHANNEL,
                                ALERT_CHANNEL.ORGANIZATION_ID.eq(organization),
                                ALERT_CHANNEL.STATE.eq("active"))),
                new Impact.Ending(
                        "alert_rules",
                        tx.fetchCount(
                                ALERT_RULE,
                                ALERT_RULE.ORGANIZATION_ID.eq(organization),
                                ALERT_RULE.STATE.eq("active"))));
    }
}
