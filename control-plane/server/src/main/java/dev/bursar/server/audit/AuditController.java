package dev.bursar.server.audit;

import static dev.bursar.server.sql.Tables.AUDIT_ENTRY;
import static dev.bursar.server.sql.Tables.AUDIT_MEMBER;

import dev.bursar.adminapi.audit.AuditApi;
import dev.bursar.adminapi.audit.AuditEntry;
import dev.bursar.adminapi.audit.AuditHead;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.audit.MerkleTree;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Searches;
import dev.bursar.server.sql.tables.records.AuditEntryRecord;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
class AuditController implements AuditApi {
    private final Tenancy tenancy;
    private final Callers callers;
    private final Leaf leaf;

    AuditController(Tenancy tenancy, Callers callers, JsonMapper json) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.leaf = new Leaf(json);
    }

    @Override
    public Page<AuditEntry> list(
            UUID organizationId,
            @Nullable String resourceKind,
            @Nullable String resourceId,
            @Nullable UUID memberId,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        callers.in(organizationId).require(Action.AUDIT_READ);
        int limit = Cursors.size(size);
        Condition wanted = AUDIT_ENTRY
                .ORGANIZATION_ID
                .eq(organizationId)
                .and(Searches.equal("resourceKind", AUDIT_ENTRY.RESOURCE_KIND, resourceKind))
                .and(Searches.equal("resourceId", AUDIT_ENTRY.RESOURCE_ID, resourceId))
                .and(about(organizationId, memberId))
                .and(Searches.anyContains(
                        search, AUDIT_ENTRY.ACTION, AUDIT_ENTRY.ACTOR_NAME, AUDIT_ENTRY.RESOURCE_NAME))
                .and(Cursors.number(cursor).map(AUDIT_ENTRY.SEQUENCE::lt).orElse(DSL.noCondition()));
        List<AuditEntry> rows = tenancy.read(
                organizationId,
                tx -> tx.selectFrom(AUDIT_ENTRY)
                        .where(wanted)
                        .orderBy(AUDIT_ENTRY.SEQUENCE.desc())
                        .limit(limit + 1)
                        .fetch(this::entry));
        return Cursors.page(rows, limit, last -> Cursors.afterNumber(last.sequence()));
    }

    @Override
    public AuditHead head(UUID organizationId) {
        callers.in(organizationId).require(Action.AUDIT_READ);
        MerkleTree tree = tenancy.read(organizationId, tx -> JooqAuditLog.head(tx, organizationId));
        return new AuditHead(tree.size(), Base64.getEncoder().encodeToString(tree.root()));
    }

    private static Condition about(UUID organizationId, @Nullable UUID memberId) {
        return memberId == null
                ? DSL.noCondition()
                : AUDIT_ENTRY.SEQUENCE.in(DSL.select(AUDIT_MEMBER.SEQUENCE)
                        .from(AUDIT_MEMBER)
                        .where(AUDIT_MEMBER.ORGANIZATION_ID.eq(organizationId), AUDIT_MEMBER.MEMBER_ID.eq(memberId)));
    }

    private AuditEntry entry(AuditEntryRecord row) {
        return new AuditEntry(
                row.getEntryId(),
                row.getSequence(),
                row.getAt().atOffset(ZoneOffset.UTC),
                row.getActorKind(),
                row.getActorId(),
                row.getActorName(),
                row.getAction(),
                row.getResourceKind(),
                row.getResourceId(),
                row.getResourceName(),
                row.getOutcome(),
                leaf.fields(row.getBefore()),
                leaf.fields(row.getAfter()),
                row.getRequestId(),
                row.getAddress(),
                Base64.getEncoder().encodeToString(MerkleTree.leafHash(row.getLeaf())));
    }
}
