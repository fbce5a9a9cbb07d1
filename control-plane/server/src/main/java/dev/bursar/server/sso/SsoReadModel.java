package dev.bursar.server.sso;

import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminapi.sso.SsoPending;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.server.identity.TenantLogins;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** An organization's single sign-on on one page. */
@Component
final class SsoReadModel {
    static final String NEEDED =
            "Single sign-on needs Keycloak as the installation's issuer. Whoever runs Bursar starts it"
                    + " with ./bursar up --keycloak, or sets bursar.keycloak.url.";

    private final JooqConnections connections;
    private final Domains domains;
    private final SsoGroups groups;
    private final BreakGlassAccounts breakGlass;
    private final JooqIssuerTasks tasks;
    private final ObjectProvider<TenantLogins> issuer;

    SsoReadModel(
            JooqConnections connections,
            Domains domains,
            SsoGroups groups,
            BreakGlassAccounts breakGlass,
            JooqIssuerTasks tasks,
            ObjectProvider<TenantLogins> issuer) {
        this.connections = connections;
        this.domains = domains;
        this.groups = groups;
        this.breakGlass = breakGlass;
        this.tasks = tasks;
        this.issuer = issuer;
    }

    SsoSetup setup(DSLContext tx, UUID organization) {
        TenantLogins logins = issuer.getIfAvailable();
        List<Connection> present = connections.list(tx, organization);
        return new SsoSetup(
                logins != null,
                logins == null ? NEEDED : "",
                logins == null ? "" : logins.callback(Connections.nextAlias(organization, present)),
                logins == null ? "" : logins.entityId(),
                domains.list(tx, organization),
                present.stream().map(this::view).toList(),
                groups.list(tx, organization),
                breakGlass.find(tx, organization).orElse(null),
                tasks.find(tx, organization).map(SsoReadModel::pending).orElse(null));
    }

    private static SsoPending pending(IssuerTask task) {
        return new SsoPending(
                task.since().atOffset(ZoneOffset.UTC),
                task.attempts(),
                task.nextAt().atOffset(ZoneOffset.UTC),
                task.problem());
    }

    SsoConnection view(Connection connection) {
        TenantLogins logins = issuer.getIfAvailable();
        Settings settings = connection.settings();
        SignInRule rule = connection.rule();
        return new SsoConnection(
                connection.id(),
                settings instanceof Settings.Oidc ? "oidc" : "saml",
                connection.name(),
                connection.state().text(),
                settings.provider(),
                settings.metadataUrl(),
                settings instanceof Settings.Oidc oidc ? oidc.clientId() : "",
                connection.secret() != null,
                settings instanceof Settings.Oidc oidc ? oidc.scopes() : "",
                settings.attributes().groups(),
                settings.attributes().email(),
                settings.attributes().firstName(),
                settings.attributes().lastName(),
                connection.defaultRole().text(),
                rule == null ? null : rule.days(),
                logins == null ? "" : logins.callback(connection.alias()),
                connection.alias(),
                connection.inUse(),
                connection.appliedVersion() == connection.version(),
                at(connection.testedAt()),
                connection.testedBy(),
                connection.createdAt().atOffset(ZoneOffset.UTC),
                connection.version());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
