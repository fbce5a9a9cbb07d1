package dev.bursar.server.audit;

import static dev.bursar.server.sql.Tables.AUDIT_ENTRY;

import dev.bursar.policy.audit.MerkleTree;
import dev.bursar.server.sql.tables.records.AuditEntryRecord;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import tools.jackson.databind.json.JsonMapper;

/** Computes an organization's tree again from its rows and says where they first differ from what was written. */
final class AuditCheck {
    private static final int FETCH = 1000;

    private final Leaf leaf;

    AuditCheck(JsonMapper json) {
        this.leaf = new Leaf(json);
    }

    /** @param sequence of the first entry that is wrong; the tree's size if entries are all right but the head is not */
    record Finding(long sequence, String what) {}

    Optional<Finding> check(DSLContext tx, UUID organizationId) {
        MerkleTree head = JooqAuditLog.head(tx, organizationId);
        MerkleTree tree = MerkleTree.EMPTY;
        try (var rows = tx.selectFrom(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.ORGANIZATION_ID.eq(organizationId))
                .orderBy(AUDIT_ENTRY.SEQUENCE)
                .fetchSize(FETCH)
                .fetchLazy()) {
            for (AuditEntryRecord entry : rows) {
                if (entry.getSequence() != tree.size()) {
                    return Optional.of(new Finding(tree.size(), "missing"));
                }
                if (!Arrays.equals(leaf.bytes(entry), entry.getLeaf())) {
                    return Optional.of(new Finding(tree.size(), "altered"));
                }
                tree = tree.append(entry.getLeaf());
            }
        }
        return difference(head, tree);
    }

    private static Optional<Finding> difference(MerkleTree head, MerkleTree tree) {
        if (tree.size() != head.size()) {
            return Optional.of(new Finding(Math.min(tree.size(), head.size()), "missing"));
        }
        return Arrays.equals(tree.root(), head.root())
                ? Optional.empty()
                : Optional.of(new Finding(tree.size(), "forged"));
    }
}
