package dev.bursar.server.testing;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.DSLContext;

/** Keeps what was appended, in memory. */
public final class RecordingAudit implements AuditLog {
    private final List<Change> changes = new CopyOnWriteArrayList<>();

    @Override
    public void append(DSLContext tx, Caller caller, Change change) {
        changes.add(change);
    }

    public List<Change> changes() {
        return changes;
    }
}
