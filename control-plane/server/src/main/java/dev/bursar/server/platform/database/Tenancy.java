package dev.bursar.server.platform.database;

import java.sql.Connection;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The only door to the database. Work runs in one transaction, which sees the rows of one organization: row security
 * in PostgreSQL enforces it, and without an organization a tenant's tables are empty.
 *
 * <p>A transaction that PostgreSQL breaks off (serialization, deadlock) is run again a few times: work must not have
 * effects outside the database. Work that throws is rolled back. Calls don't nest: work uses the context that it is
 * given. Any thread.
 */
public final class Tenancy {
    private static final String ORGANIZATION = "bursar.organization";

    private final Transactions transactions;

    Tenancy(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Reads; every query of the work sees the same instant. */
    public <T extends @Nullable Object> T read(UUID organizationId, Function<DSLContext, T> work) {
        return transactions.run(Transactions.Mode.READ, tx -> {
            enter(tx, organizationId);
            return work.apply(tx);
        });
    }

    public <T extends @Nullable Object> T write(UUID organizationId, Function<DSLContext, T> work) {
        return transactions.run(Transactions.Mode.WRITE, tx -> {
            enter(tx, organizationId);
            return work.apply(tx);
        });
    }

    /** Platform tables only: no organization is set. */
    public <T extends @Nullable Object> T platform(Function<DSLContext, T> work) {
        return transactions.run(Transactions.Mode.WRITE, work);
    }

    /** Where is this person a member? Sees their own rows of {@code member} in every organization, nothing else. */
    public <T extends @Nullable Object> T asSubject(String issuer, String subject, Function<DSLContext, T> work) {
        return transactions.run(Transactions.Mode.READ, tx -> {
            set(tx, "bursar.issuer", issuer);
            set(tx, "bursar.subject", subject);
            return work.apply(tx);
        });
    }

    /**
     * Within the transaction of an organization: sees this person's own rows of {@code member} in every organization as
     * well, while the work runs.
     */
    public static <T extends @Nullable Object> T alsoAsSubject(
            DSLContext tx, String issuer, String subject, Function<DSLContext, T> work) {
        set(tx, "bursar.issuer", issuer);
        set(tx, "bursar.subject", subject);
        T result = work.apply(tx);
        set(tx, "bursar.issuer", "");
        set(tx, "bursar.subject", "");
        return result;
    }

    /** Which key is this? Sees the one row of {@code api_key} with this hash, whose ever it is, and nothing else. */
    public <T extends @Nullable Object> T asBearer(byte[] keyHash, Function<DSLContext, T> work) {
        return transactions.run(Transactions.Mode.READ, tx -> {
            set(tx, "bursar.key_hash", HexFormat.of().formatHex(keyHash));
            return work.apply(tx);
        });
    }

    /** Whose is this audience of this issuer's tokens? Sees the claim on it, and nothing else. */
    public <T extends @Nullable Object> T asWorkload(String issuer, String audience, Function<DSLContext, T> work) {
        return transactions.run(Transactions.Mode.READ, tx -> {
            set(tx, "bursar.token_issuer", issuer);
            set(tx, "bursar.token_audience", audience);
            return work.apply(tx);
        });
    }

    /** Which organizations are there? Sees the rows of {@code organization}, and nothing of what is in them. */
    public <T extends @Nullable Object> T asOperator(Function<DSLContext, T> work) {
        return transactions.run(Transactions.Mode.READ, tx -> {
            set(tx, "bursar.operator", "yes");
            return work.apply(tx);
        });
    }

    /**
     * Where does somebody with this address wait for their first sign-in? Sees the rows of {@code member} that SCIM made
     * for it and that are nobody's yet, in every organization, and nothing else.
     */
    public <T extends @Nullable Object> T asVerifiedEmail(String email, Function<DSLContext, T> work) {
        return transactions.run(Transactions.Mode.READ, tx -> {
            set(tx, "bursar.verified_email", email);
            return work.apply(tx);
        });
    }

    /** Reads platform tables and organizations, one after another, all as of the same instant. */
    public <T extends @Nullable Object> T snapshot(Function<Snapshot, T> work) {
        return transactions.run(Transactions.Mode.READ, tx -> work.apply(new Snapshot(tx)));
    }

    /** For listening; the caller closes it. Not pooled work: it holds a connection. */
    public Connection listener() {
        return transactions.connection();
    }

    /** One instant of the whole database. */
    public static final class Snapshot {
        private final DSLContext tx;

        private Snapshot(DSLContext tx) {
            this.tx = tx;
        }

        public <T extends @Nullable Object> T platform(Function<DSLContext, T> work) {
            set(tx, ORGANIZATION, "");
            return work.apply(tx);
        }

        public <T extends @Nullable Object> T in(UUID organizationId, Function<DSLContext, T> work) {
            enter(tx, organizationId);
            T result = work.apply(tx);
            set(tx, ORGANIZATION, "");
            return result;
        }
    }

    private static void enter(DSLContext tx, UUID organizationId) {
        set(tx, ORGANIZATION, organizationId.toString());
    }

    private static void set(DSLContext tx, String name, String value) {
        tx.execute("SELECT set_config(?, ?, true)", name, value);
    }
}
