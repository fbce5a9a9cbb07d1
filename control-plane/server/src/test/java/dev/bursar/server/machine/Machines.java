package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Service accounts of the demo's first organization. */
final class Machines {
    private final DemoServer server;
    private final String accounts;

    Machines(DemoServer server) {
        this.server = server;
        this.accounts = "/admin/v1/organizations/" + server.acme() + "/service-accounts";
    }

    /** @param role over the whole organization, put straight into the table; empty: none */
    String account(String role) {
        String id = server.as("admin@acme.test")
                .post(accounts, "{\"name\":\"machine " + UUID.randomUUID() + "\"}")
                .json()
                .path("id")
                .asString();
        if (!role.isEmpty()) {
            grant(UUID.fromString(id), role);
        }
        return id;
    }

    Answer issue(String account, @Nullable String expiresAt) {
        String expiry = expiresAt == null ? "null" : "\"" + expiresAt + "\"";
        return server.as("admin@acme.test")
                .post(accounts + "/" + account + "/keys", "{\"name\":\"a key\",\"expiresAt\":" + expiry + "}");
    }

    private void grant(UUID account, String role) {
        UUID organization = UUID.fromString(server.acme());
        server.bean(Tenancy.class)
                .write(
                        organization,
                        tx -> tx.insertInto(ROLE_GRANT)
                                .set(ROLE_GRANT.ORGANIZATION_ID, organization)
                                .set(ROLE_GRANT.GRANT_ID, UUID.randomUUID())
                                .set(ROLE_GRANT.SERVICE_ACCOUNT_ID, account)
                                .set(ROLE_GRANT.ROLE, role)
                                .set(ROLE_GRANT.GRANTED_BY, "test")
                                .set(ROLE_GRANT.CREATED_AT, Instant.now())
                                .execute());
    }
}
