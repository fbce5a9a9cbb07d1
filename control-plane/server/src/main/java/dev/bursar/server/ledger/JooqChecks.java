package dev.bursar.server.ledger;

import static dev.bursar.server.sql.Tables.LEDGER_CHECK;
import static dev.bursar.server.sql.Tables.TENANT;

import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.ledger.LedgerCheck.Difference;
import dev.bursar.server.sql.tables.records.LedgerCheckRecord;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What comparisons found. */
@Component
final class JooqChecks {
    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};

    private final JsonMapper json;

    JooqChecks(JsonMapper json) {
        this.json = json;
    }

    List<UUID> organizations(DSLContext tx) {
        return tx.select(TENANT.ORGANIZATION_ID)
                .from(TENANT)
                .orderBy(TENANT.ORGANIZATION_ID)
                .fetch(TENANT.ORGANIZATION_ID);
    }

    /** Comparisons of one organization are kept one after another. */
    void oneAtATime(DSLContext tx, UUID organizationId) {
        tx.select(TENANT.ORGANIZATION_ID)
                .from(TENANT)
                .where(TENANT.ORGANIZATION_ID.eq(organizationId))
                .forNoKeyUpdate()
                .execute();
    }

    int insert(DSLContext tx, UUID organizationId, LedgerCheck check) {
        return tx.insertInto(LEDGER_CHECK)
                .set(LEDGER_CHECK.ORGANIZATION_ID, organizationId)
                .set(LEDGER_CHECK.CHECK_ID, check.id())
                .set(LEDGER_CHECK.AT, check.at().toInstant())
                .set(LEDGER_CHECK.COMPARED, check.compared())
                .set(LEDGER_CHECK.DIFFERENCES, JSONB.valueOf(json.writeValueAsString(check.differences())))
                .execute();
    }

    Optional<LedgerCheck> last(DSLContext tx, UUID organizationId) {
        return tx.selectFrom(LEDGER_CHECK)
                .where(LEDGER_CHECK.ORGANIZATION_ID.eq(organizationId))
                .orderBy(LEDGER_CHECK.AT.desc(), LEDGER_CHECK.CHECK_ID.desc())
                .limit(1)
                .fetchOptional(row -> new LedgerCheck(
                        row.getCheckId(), row.getAt().atOffset(ZoneOffset.UTC), row.getCompared(), differences(row)));
    }

    /** Older ones did not keep since when. */
    private List<Difference> differences(LedgerCheckRecord row) {
        return json.readValue(row.getDifferences().data(), DIFFERENCES).stream()
                .map(one -> one.since() == null ? one.since(row.getAt().atOffset(ZoneOffset.UTC)) : one)
                .toList();
    }
}
