package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.SERVICE_ACCOUNT;

import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.sql.tables.records.ServiceAccountRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The table of service accounts. */
@Component
final class JooqAccounts {
    void insert(DSLContext tx, UUID organizationId, Account account) {
        tx.insertInto(SERVICE_ACCOUNT)
                .set(SERVICE_ACCOUNT.ORGANIZATION_ID, organizationId)
                .set(SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID, account.id())
                .set(SERVICE_ACCOUNT.NAME, account.name())
                .set(SERVICE_ACCOUNT.DESCRIPTION, account.description())
                .set(SERVICE_ACCOUNT.STATE, account.state())
                .set(SERVICE_ACCOUNT.CREATED_BY, account.createdBy())
                .set(SERVICE_ACCOUNT.CREATED_AT, account.createdAt())
                .execute();
    }

    int count(DSLContext tx, UUID organizationId) {
        return tx.fetchCount(SERVICE_ACCOUNT, SERVICE_ACCOUNT.ORGANIZATION_ID.eq(organizationId));
    }

    /** Another one with this name, whatever its case. */
    boolean isTaken(DSLContext tx, UUID organizationId, UUID except, String name) {
        return tx.fetchExists(
                SERVICE_ACCOUNT,
                SERVICE_ACCOUNT.ORGANIZATION_ID.eq(organizationId),
                SERVICE_ACCOUNT.NAME_FOLDED.eq(DSL.lower(name)),
                SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID.ne(except));
    }

    Optional<Account> find(DSLContext tx, UUID organizationId, UUID accountId) {
        return tx.selectFrom(SERVICE_ACCOUNT)
                .where(one(organizationId, accountId))
                .fetchOptional(JooqAccounts::account);
    }

    Optional<Account> lock(DSLContext tx, UUID organizationId, UUID accountId) {
        return tx.selectFrom(SERVICE_ACCOUNT)
                .where(one(organizationId, accountId))
                .forUpdate()
                .fetchOptional(JooqAccounts::account);
    }

    /** Newest first; one more than the page. */
    List<Account> page(DSLContext tx, UUID organizationId, Condition wanted, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(
                        at -> DSL.row(SERVICE_ACCOUNT.CREATED_AT, SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID)
                                .lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return tx.selectFrom(SERVICE_ACCOUNT)
                .where(SERVICE_ACCOUNT.ORGANIZATION_ID.eq(organizationId), wanted, rest)
                .orderBy(SERVICE_ACCOUNT.CREATED_AT.desc(), SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID.desc())
                .limit(size + 1)
                .fetch(JooqAccounts::account);
    }

    void update(DSLContext tx, UUID organizationId, Account account) {
        tx.update(SERVICE_ACCOUNT)
                .set(SERVICE_ACCOUNT.NAME, account.name())
                .set(SERVICE_ACCOUNT.DESCRIPTION, account.description())
                .set(SERVICE_ACCOUNT.STATE, account.state())
                .set(SERVICE_ACCOUNT.VERSION, account.version())
                .where(one(organizationId, account.id()))
                .execute();
    }

    void active(DSLContext tx, UUID organizationId, UUID accountId, Instant now) {
        tx.update(SERVICE_ACCOUNT)
                .set(SERVICE_ACCOUNT.LAST_ACTIVE_AT, now)
                .where(one(organizationId, accountId))
                .execute();
    }

    private static Condition one(UUID organizationId, UUID accountId) {
        return SERVICE_ACCOUNT.ORGANIZATION_ID.eq(organizationId).and(SERVICE_ACCOUNT.SERVICE_ACCOUNT_ID.eq(accountId));
    }

    private static Account account(ServiceAccountRecord row) {
        return new Account(
                row.getServiceAccountId(),
                row.getName(),
                row.getDescription(),
                row.getState(),
                row.getCreatedBy(),
                row.getCreatedAt(),
                row.getLastActiveAt(),
                row.getVersion());
    }
}
