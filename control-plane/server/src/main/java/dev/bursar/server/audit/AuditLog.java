package dev.bursar.server.audit;

import dev.bursar.server.identity.Caller;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Writes what was done, in the transaction that does it: without the entry there is no change. */
public interface AuditLog {
    /**
     * Takes the organization's audit lock until the transaction ends: append after the rows are changed and before
     * gateways are told (the locks are always taken in this order).
     *
     * @param tx the transaction of the change, in the caller's organization
     */
    void append(DSLContext tx, Caller caller, Change change);

    /**
     * What happened to what. Values are JSON-like: strings, numbers, booleans, lists, maps, null; never a secret.
     *
     * @param action {@code key.issued}
     * @param resourceKind {@code key}
     * @param before the fields that changed, as they were; null: it is new
     * @param after the same fields, as they are; null: it is gone
     * @param members whom it is about: it is found in their history
     */
    record Change(
            String action,
            String resourceKind,
            String resourceId,
            String resourceName,
            Outcome outcome,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after,
            Set<UUID> members) {
        private static final String MEMBER = "member";

        public Change {
            members = Set.copyOf(members);
        }

        /** About the member that was changed, or about nobody. */
        public Change(
                String action,
                String resourceKind,
                String resourceId,
                String resourceName,
                Outcome outcome,
                @Nullable Map<String, @Nullable Object> before,
                @Nullable Map<String, @Nullable Object> after) {
            this(
                    action,
                    resourceKind,
                    resourceId,
                    resourceName,
                    outcome,
                    before,
                    after,
                    resourceKind.equals(MEMBER) && !resourceId.isEmpty()
                            ? Set.of(UUID.fromString(resourceId))
                            : Set.of());
        }

        /** The same, in these members' histories. */
        public Change about(Collection<UUID> people) {
            return new Change(
                    action, resourceKind, resourceId, resourceName, outcome, before, after, Set.copyOf(people));
        }

        public static Change created(
                String action, String kind, Object id, String name, Map<String, @Nullable Object> after) {
            return new Change(action, kind, id.toString(), name, Outcome.DONE, null, after);
        }

        /** Only fields whose values differ are kept. */
        public static Change changed(
                String action,
                String kind,
                Object id,
                String name,
                Map<String, @Nullable Object> before,
                Map<String, @Nullable Object> after) {
            return ChangedFields.of(before, after).change(action, kind, id.toString(), name);
        }
    }

    /** Whether it was done. */
    enum Outcome {
        DONE("done"),
        REFUSED("refused");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
