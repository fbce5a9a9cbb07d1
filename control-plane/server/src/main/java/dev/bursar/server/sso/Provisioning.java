package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.server.identity.IssuerException;
import dev.bursar.server.identity.TenantLogin;
import dev.bursar.server.identity.TenantLogins;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells the issuer what an organization's rows say, after they are committed. Always all of it: whatever an earlier
 * attempt did not come to is made good by the next one.
 */
@Component
final class Provisioning {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

    private final ObjectProvider<TenantLogins> issuer;
    private final JooqConnections connections;
    private final Domains domains;
    private final SsoVault vault;
    private final Tenancy tenancy;

    Provisioning(
            ObjectProvider<TenantLogins> issuer,
            JooqConnections connections,
            Domains domains,
            SsoVault vault,
            Tenancy tenancy) {
        this.issuer = issuer;
        this.connections = connections;
        this.domains = domains;
        this.vault = vault;
        this.tenancy = tenancy;
    }

    boolean isAvailable() {
        return issuer.getIfAvailable() != null;
    }

    /** @throws ProblemException 409 {@code sso_unavailable} */
    TenantLogins issuer() {
        TenantLogins logins = issuer.getIfAvailable();
        if (logins == null) {
            throw new ProblemException(409, "sso_unavailable", SsoReadModel.NEEDED);
        }
        return logins;
    }

    /** @throws ProblemException 503 {@code issuer_unreachable}: what was changed is kept, and told at the next change */
    void apply(UUID organization) {
        try {
            tell(organization);
        } catch (IssuerException e) {
            LOG.warn("An organization's sign-in could not be applied organization={}", organization, e);
            throw new ProblemException(
                    503,
                    "issuer_unreachable",
                    "It is saved, but could not be applied: " + e.getMessage() + " Save it again in a moment.");
        }
    }

    /** Where nobody waits for it. */
    void applyQuietly(UUID organization) {
        try {
            tell(organization);
        } catch (IssuerException e) {
            LOG.warn("An organization's sign-in could not be applied organization={}", organization, e);
        }
    }

    private record Wish(TenantLogin login, List<Connection> connections) {}

    private void tell(UUID organization) {
        TenantLogins logins = issuer();
        Wish wish = tenancy.read(organization, tx -> wish(tx, organization));
        logins.apply(wish.login());
        tenancy.write(organization, tx -> {
            connections.applied(tx, organization, wish.connections());
            return true;
        });
    }

    private Wish wish(DSLContext tx, UUID organization) {
        List<Connection> present = connections.list(tx, organization);
        String name = tx.select(ORGANIZATION.NAME)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organization))
                .fetchSingle()
                .value1();
        var groups = new TreeSet<>(tx.select(MEMBER_GROUP.NAME)
                .from(MEMBER_GROUP)
                .where(MEMBER_GROUP.ORGANIZATION_ID.eq(organization), MEMBER_GROUP.SOURCE.eq("sso"))
                .fetchSet(MEMBER_GROUP.NAME));
        TenantLogin login = new TenantLogin(
                organization,
                name,
                domains.verified(tx, organization),
                groups,
                present.stream().map(c -> connection(organization, c)).toList());
        return new Wish(login, present);
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
