package dev.bursar.server.audit;

import static dev.bursar.server.sql.Tables.AUDIT_ENTRY;
import static dev.bursar.server.sql.Tables.AUDIT_HEAD;

import dev.bursar.policy.audit.MerkleTree;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.sql.tables.records.AuditEntryRecord;
import dev.bursar.server.sql.tables.records.AuditMemberRecord;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The row lock on the organization's head gives entries their sequence, without gaps and in order of commit. */
@Component
final class JooqAuditLog implements AuditLog {
    private static final int MAX_NAME = 200;

    private final Clock clock;
    private final Ids ids;
    private final Leaf leaf;

    JooqAuditLog(Clock clock, Ids ids, JsonMapper json) {
        this.clock = clock;
        this.ids = ids;
        this.leaf = new Leaf(json);
    }

    @Override
    public void append(DSLContext tx, Caller caller, Change change) {
        MerkleTree tree = lockHead(tx, caller.organizationId());
        AuditEntryRecord entry = entry(caller, change, tree.size());
        entry.setLeaf(leaf.bytes(entry));
        tx.insertInto(AUDIT_ENTRY).set(entry).execute();
        file(tx, entry, change.members());
        store(tx, caller.organizationId(), tree.append(entry.getLeaf()));
    }

    /** In the histories of those whom it is about. */
    private static void file(DSLContext tx, AuditEntryRecord entry, Set<UUID> members) {
        if (!members.isEmpty()) {
            tx.batchInsert(members.stream()
                            .map(member ->
                                    new AuditMemberRecord(entry.getOrganizationId(), member, entry.getSequence()))
                            .toList())
                    .execute();
        }
    }

    static MerkleTree head(DSLContext tx, UUID organizationId) {
        return tx.selectFrom(AUDIT_HEAD)
                .where(AUDIT_HEAD.ORGANIZATION_ID.eq(organizationId))
                .fetchOptional(h -> MerkleTree.restore(h.getSize(), Arrays.asList(h.getPeaks())))
                .orElse(MerkleTree.EMPTY);
    }

    private static MerkleTree lockHead(DSLContext tx, UUID organizationId) {
        tx.insertInto(AUDIT_HEAD)
                .set(AUDIT_HEAD.ORGANIZATION_ID, organizationId)
                .set(AUDIT_HEAD.SIZE, 0L)
                .set(AUDIT_HEAD.PEAKS, new byte[0][])
                .onConflictDoNothing()
                .execute();
        return tx.selectFrom(AUDIT_HEAD)
                .where(AUDIT_HEAD.ORGANIZATION_ID.eq(organizationId))
                .forUpdate()
                .fetchSingle(h -> MerkleTree.restore(h.getSize(), Arrays.asList(h.getPeaks())));
    }

    private static void store(DSLContext tx, UUID organizationId, MerkleTree tree) {
        tx.update(AUDIT_HEAD)
                .set(AUDIT_HEAD.SIZE, tree.size())
                .set(AUDIT_HEAD.PEAKS, tree.peaks().toArray(byte[][]::new))
                .where(AUDIT_HEAD.ORGANIZATION_ID.eq(organizationId))
                .execute();
    }

    private AuditEntryRecord entry(Caller caller, Change change, long sequence) {
        AuditEntryRecord entry = new AuditEntryRecord();
        entry.setOrganizationId(caller.organizationId());
        entry.setSequence(sequence);
        entry.setEntryId(ids.next());
        entry.setAt(clock.instant());
        entry.setActorKind(caller.actorKind().text());
        entry.setActorId(caller.actorId());
        entry.setActorName(caller.actorName());
        entry.setAction(change.action());
        entry.setResourceKind(change.resourceKind());
        entry.setResourceId(change.resourceId());
        entry.setResourceName(shortened(change.resourceName()));
        entry.setOutcome(change.outcome().text());
        entry.setBefore(json(change.before()));
        entry.setAfter(json(change.after()));
        entry.setRequestId(caller.requestId());
        entry.setAddress(caller.address());
        return entry;
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    private static @Nullable JSONB json(@Nullable Map<String, @Nullable Object> fields) {
        return fields == null ? null : JSONB.valueOf(CanonicalJson.of(fields));
    }
}
