package dev.bursar.server.testing;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.TENANT;
import static dev.bursar.server.sql.Tables.UNIT;
import static dev.bursar.server.sql.Tables.WORKLOAD_ISSUER;
import static dev.bursar.server.sql.Tables.WORKLOAD_TRUST;

import dev.bursar.server.platform.database.Tenancy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Rows of organizations, put straight into the tables. */
public final class Tenants {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private final Tenancy tenancy;

    public Tenants(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    public UUID organization(String timeZone) {
        UUID id = UUID.randomUUID();
        tenancy.platform(tx -> tx.insertInto(TENANT, TENANT.ORGANIZATION_ID, TENANT.CREATED_AT)
                .values(id, CREATED)
                .execute());
        tenancy.write(
                id,
                tx -> tx.insertInto(ORGANIZATION)
                        .set(ORGANIZATION.ORGANIZATION_ID, id)
                        .set(ORGANIZATION.NAME, "Organization " + id)
                        .set(ORGANIZATION.SLUG, "o-" + id)
                        .set(ORGANIZATION.TIME_ZONE, timeZone)
                        .set(ORGANIZATION.STALENESS_LIMIT_MILLIS, 60_000L)
                        .set(ORGANIZATION.CREATED_AT, CREATED)
                        .execute());
        return id;
    }

    public void changeTimeZone(UUID organization, String timeZone) {
        tenancy.write(
                organization,
                tx -> tx.update(ORGANIZATION)
                        .set(ORGANIZATION.TIME_ZONE, timeZone)
                        .execute());
    }

    public UUID member(UUID organization) {
        UUID id = UUID.randomUUID();
        tenancy.write(
                organization,
                tx -> tx.insertInto(MEMBER)
                        .set(MEMBER.ORGANIZATION_ID, organization)
                        .set(MEMBER.MEMBER_ID, id)
                        .set(MEMBER.ISSUER, "test")
                        .set(MEMBER.SUBJECT, id.toString())
                        .set(MEMBER.EMAIL, id + "@example.org")
                        .set(MEMBER.DISPLAY_NAME, "Ada")
                        .set(MEMBER.CREATED_AT, CREATED)
                        .execute());
        return id;
    }

    public UUID key(UUID organization, @Nullable UUID owner) {
        UUID id = UUID.randomUUID();
        tenancy.write(
                organization,
                tx -> tx.insertInto(API_KEY)
                        .set(API_KEY.ORGANIZATION_ID, organization)
                        .set(API_KEY.KEY_ID, id)
                        .set(API_KEY.HASH, hash(id))
                        .set(API_KEY.MASKED, "bsr_test_…")
                        .set(API_KEY.NAME, "key " + id)
                        .set(API_KEY.ENVIRONMENT, "test")
                        .set(API_KEY.OWNER_MEMBER_ID, owner)
                        .set(API_KEY.STATE, "active")
                        .set(API_KEY.CREATED_AT, CREATED)
                        .set(API_KEY.CREATED_BY, "test")
                        .execute());
        return id;
    }

    /** Of an issuer with one key, for this key of ours. */
    public UUID workloadTrust(UUID organization, UUID key) {
        UUID id = UUID.randomUUID();
        String issuersKey = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
        tenancy.write(organization, tx -> {
            tx.insertInto(WORKLOAD_ISSUER)
                    .set(WORKLOAD_ISSUER.ORGANIZATION_ID, organization)
                    .set(WORKLOAD_ISSUER.ISSUER_ID, id)
                    .set(WORKLOAD_ISSUER.ISSUER, "https://ci.example")
                    .set(
                            WORKLOAD_ISSUER.KEYS,
                            JSONB.valueOf("[{\"id\":\"k\",\"algorithm\":\"EdDSA\",\"key\":\"" + issuersKey + "\"}]"))
                    .execute();
            return tx.insertInto(WORKLOAD_TRUST)
                    .set(WORKLOAD_TRUST.ORGANIZATION_ID, organization)
                    .set(WORKLOAD_TRUST.TRUST_ID, id)
                    .set(WORKLOAD_TRUST.NAME, "trust " + id)
                    .set(WORKLOAD_TRUST.ISSUER_ID, id)
                    .set(WORKLOAD_TRUST.AUDIENCE, "bursar")
                    .set(WORKLOAD_TRUST.SUBJECT_PATTERN, "repo:acme/*")
                    .set(WORKLOAD_TRUST.KEY_ID, key)
                    .set(WORKLOAD_TRUST.STATE, "active")
                    .set(WORKLOAD_TRUST.CREATED_BY, "test")
                    .set(WORKLOAD_TRUST.CREATED_AT, CREATED)
                    .execute();
        });
        return id;
    }

    public void disableTrust(UUID organization, UUID trust) {
        tenancy.write(
                organization,
                tx -> tx.update(WORKLOAD_TRUST)
                        .set(WORKLOAD_TRUST.STATE, "disabled")
                        .where(WORKLOAD_TRUST.TRUST_ID.eq(trust))
                        .execute());
    }

    public UUID unit(UUID organization, String kind, @Nullable UUID parent) {
        UUID id = UUID.randomUUID();
        tenancy.write(
                organization,
                tx -> tx.insertInto(UNIT)
                        .set(UNIT.ORGANIZATION_ID, organization)
                        .set(UNIT.UNIT_ID, id)
                        .set(UNIT.KIND, kind)
                        .set(UNIT.PARENT_ID, parent)
                        .set(UNIT.NAME, kind + " " + id)
                        .set(UNIT.STATE, "active")
                        .set(UNIT.CREATED_AT, CREATED)
                        .execute());
        return id;
    }

    public void move(UUID organization, UUID unit, @Nullable UUID parent) {
        tenancy.write(
                organization,
                tx -> tx.update(UNIT)
                        .set(UNIT.PARENT_ID, parent)
                        .where(UNIT.UNIT_ID.eq(unit))
                        .execute());
    }

    public void archiveUnit(UUID organization, UUID unit) {
        tenancy.write(
                organization,
                tx -> tx.update(UNIT)
                        .set(UNIT.STATE, "archived")
                        .where(UNIT.UNIT_ID.eq(unit))
                        .execute());
    }

    public void charge(UUID organization, UUID key, UUID unit) {
        tenancy.write(
                organization,
                tx -> tx.update(API_KEY)
                        .set(API_KEY.UNIT_ID, unit)
                        .where(API_KEY.KEY_ID.eq(key))
                        .execute());
    }

    /** What the organization prepaid. */
    public UUID credit(UUID organization, long nanos) {
        UUID id = budget(organization, "organization", organization, "lifetime", nanos, true);
        tenancy.write(
                organization,
                tx -> tx.update(BUDGET)
                        .set(BUDGET.KIND, "credit")
                        .where(BUDGET.BUDGET_ID.eq(id))
                        .execute());
        return id;
    }

    public UUID hardBudget(UUID organization, String scope, UUID scopeId, String period, long limitNanos) {
        return budget(organization, scope, scopeId, period, limitNanos, true);
    }

    public UUID softBudget(UUID organization, String scope, UUID scopeId, String period, long limitNanos) {
        return budget(organization, scope, scopeId, period, limitNanos, false);
    }

    public void archive(UUID organization, UUID budget) {
        tenancy.write(
                organization,
                tx -> tx.update(BUDGET)
                        .set(BUDGET.STATE, "archived")
                        .where(BUDGET.BUDGET_ID.eq(budget))
                        .execute());
    }

    public static byte[] hash(UUID id) {
        return ByteBuffer.allocate(32)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private UUID budget(UUID organization, String scope, UUID scopeId, String period, long limitNanos, boolean hard) {
        UUID id = UUID.randomUUID();
        tenancy.write(
                organization,
                tx -> tx.insertInto(BUDGET)
                        .set(BUDGET.ORGANIZATION_ID, organization)
                        .set(BUDGET.BUDGET_ID, id)
                        .set(BUDGET.NAME, scope + " budget")
                        .set(BUDGET.SCOPE, scope)
                        .set(BUDGET.SCOPE_ID, scopeId)
                        .set(BUDGET.PERIOD, period)
                        .set(BUDGET.LIMIT_NANOS, limitNanos)
                        .set(BUDGET.HARD, hard)
                        .set(BUDGET.STATE, "active")
                        .set(BUDGET.CREATED_AT, CREATED)
                        .execute());
        return id;
    }
}
