package dev.bursar.server.rotation;

import static dev.bursar.server.sql.Tables.PROVIDER;

import dev.bursar.server.DemoServer;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.secret.CredentialVault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.UUID;

/** A provider's credential as gateways get it. */
final class OpenedCredential {
    private OpenedCredential() {}

    static String of(DemoServer server, String provider) {
        UUID acme = UUID.fromString(server.acme());
        UUID id = UUID.fromString(provider);
        byte[] sealed = Objects.requireNonNull(server.bean(Tenancy.class)
                .read(
                        acme,
                        tx -> tx.selectFrom(PROVIDER)
                                .where(PROVIDER.PROVIDER_ID.eq(id))
                                .fetchSingle(PROVIDER.CREDENTIAL)));
        try {
            byte[] open = server.bean(CredentialVault.class).open(acme, id, "https://api.example.com/v1", sealed);
            return new String(open, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the credential does not open", e);
        }
    }
}
