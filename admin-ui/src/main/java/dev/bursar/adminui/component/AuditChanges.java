package dev.bursar.adminui.component;

import dev.bursar.adminapi.audit.AuditEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Before and after of an audit entry, field by field. */
public final class AuditChanges {
    private static final int FIELDS_IN_SENTENCE = 3;

    /** @param before {@code —} where the field was not there. @param after likewise */
    public record Change(String field, String before, String after) {
        public boolean differs() {
            return !before.equals(after);
        }
    }

    /** Stands for a field that is not there. */
    public static final String NOTHING = "—";

    private AuditChanges() {}

    public static List<Change> of(AuditEntry entry) {
        Map<String, Object> before = entry.before() == null ? Map.of() : entry.before();
        Map<String, Object> after = entry.after() == null ? Map.of() : entry.after();
        TreeSet<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (String field : fields) {
            changes.add(new Change(field, text(before.get(field)), text(after.get(field))));
        }
        return changes;
    }

    /** The fields that differ, in one line; of something new or gone there is no line, but for a role. */
    static String sentence(AuditEntry entry) {
        if (entry.resourceKind().equals("role_grant")) {
            return role(entry);
        }
        if (entry.before() == null || entry.after() == null) {
            return "";
        }
        List<String> words = of(entry).stream()
                .filter(Change::differs)
                .map(change -> change.field() + ": " + change.before() + " → " + change.after())
                .toList();
        return Words.list(words, FIELDS_IN_SENTENCE);
    }

    /** Which role; over what, its grant says in full. */
    private static String role(AuditEntry entry) {
        Map<String, Object> facts = entry.after() != null ? entry.after() : entry.before();
        Object role = facts == null ? null : facts.get("role");
        return role == null ? "" : Words.sentence(role.toString());
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> NOTHING;
            case Collection<?> all ->
                all.isEmpty()
                        ? "none"
                        : String.join(", ", all.stream().map(String::valueOf).toList());
            default -> String.valueOf(value);
        };
    }
}
