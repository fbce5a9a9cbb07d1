package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.ISSUER_EVENT;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.SSO_BREAK_GLASS;
import static dev.bursar.server.sql.Tables.SSO_CONNECTION;
import static dev.bursar.server.sql.Tables.SSO_DOMAIN;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Of an organization that is deleted no provider, client secret or domain stays here, and the issuer forgets it: at once, or
 * as soon as it can be told. Its domains can be proved by others. Comes before its people are forgotten, because the
 * break-glass account at the issuer is one of them.
 */
@Component
@Order(OrganizationNews.PROVIDERS)
final class LastConnections implements OrganizationNews {
    private final Provisioning provisioning;
    private final JooqIssuerTasks tasks;

    LastConnections(Provisioning provisioning, JooqIssuerTasks tasks) {
        this.provisioning = provisioning;
        this.tasks = tasks;
    }

    @Override
    public void deleted(DSLContext tx, Caller caller) {
        UUID organization = caller.organizationId();
        provisioning.note(tx, organization);
        if (provisioning.isAvailable()) {
            breakGlass(tx, organization).ifPresent(subject -> tasks.closeAccount(tx, organization, subject));
        }
        tx.deleteFrom(SSO_BREAK_GLASS)
                .where(SSO_BREAK_GLASS.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(SSO_CONNECTION)
                .where(SSO_CONNECTION.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(SSO_DOMAIN)
                .where(SSO_DOMAIN.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(ISSUER_EVENT)
                .where(ISSUER_EVENT.ORGANIZATION_ID.eq(organization))
                .execute();
    }

    @Override
    public void gone(UUID organizationId) {
        provisioning.tell(organizationId);
    }

    @Override
    public List<Impact.Ending> endings(DSLContext tx, UUID organization) {
        return List.of(
                new Impact.Ending(
                        "sso_connections",
                        tx.fetchCount(SSO_CONNECTION, SSO_CONNECTION.ORGANIZATION_ID.eq(organization))),
                new Impact.Ending(
                        "mail_domains", tx.fetchCount(SSO_DOMAIN, SSO_DOMAIN.ORGANIZATION_ID.eq(organization))));
    }

    private static Optional<String> breakGlass(DSLContext tx, UUID organization) {
        return tx.select(MEMBER.SUBJECT)
                .from(SSO_BREAK_GLASS)
                .join(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(SSO_BREAK_GLASS.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.eq(SSO_BREAK_GLASS.MEMBER_ID))
                .where(SSO_BREAK_GLASS.ORGANIZATION_ID.eq(organization), MEMBER.SUBJECT.isNotNull())
                .fetchOptional(MEMBER.SUBJECT);
    }
}
