package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.server.identity.TenantLogin;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What an organization's rows want of the issuer. */
@Component
final class Wishes {
    private final JooqConnections connections;
    private final Domains domains;
    private final SsoVault vault;

    Wishes(JooqConnections connections, Domains domains, SsoVault vault) {
        this.connections = connections;
        this.domains = domains;
        this.vault = vault;
    }

    /**
     * @param login empty: the organization is deleted, and the issuer forgets it
     * @param connections with the versions that the login says
     */
    record Wish(Optional<TenantLogin> login, List<Connection> connections) {}

    Wish of(DSLContext tx, UUID organization) {
        var row = tx.select(ORGANIZATION.NAME, ORGANIZATION.STATE)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organization))
                .fetchSingle();
        if (row.value2().equals("deleted")) {
            return new Wish(Optional.empty(), List.of());
        }
        List<Connection> present = connections.list(tx, organization);
        TreeSet<String> groups = new TreeSet<>(tx.select(MEMBER_GROUP.NAME)
                .from(MEMBER_GROUP)
                .where(MEMBER_GROUP.ORGANIZATION_ID.eq(organization), MEMBER_GROUP.SOURCE.eq("sso"))
                .fetchSet(MEMBER_GROUP.NAME));
        return new Wish(
                Optional.of(new TenantLogin(
                        organization,
                        row.value1(),
                        domains.verified(tx, organization),
                        groups,
                        present.stream().map(c -> connection(organization, c)).toList())),
                present);
    }

    private TenantLogin.Connection connection(UUID organization, Connection connection) {
        return new TenantLogin.Connection(
                connection.alias(),
                connection.name(),
                connection.state() != ConnectionState.DISABLED,
                connection.inUse(),
                connection.settings().with(vault.open(organization, connection)));
    }
}
