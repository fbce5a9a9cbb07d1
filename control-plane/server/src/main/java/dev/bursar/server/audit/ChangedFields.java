package dev.bursar.server.audit;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields in which two states differ. */
record ChangedFields(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {

    static ChangedFields of(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> was = new TreeMap<>();
        Map<String, @Nullable Object> is = new TreeMap<>();
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                was.put(name, before.get(name));
                is.put(name, after.get(name));
            }
        }
        return new ChangedFields(was, is);
    }

    AuditLog.Change change(String action, String kind, String id, String name) {
        return new AuditLog.Change(action, kind, id, name, AuditLog.Outcome.DONE, before, after);
    }
}
