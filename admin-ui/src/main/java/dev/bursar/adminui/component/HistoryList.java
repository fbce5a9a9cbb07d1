package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.audit.AuditEntry;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an object, out of the audit log: the newest entries. Nothing for whoever may not see them. */
public final class HistoryList {
    private static final int ENTRIES_SHOWN = 20;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final @Nullable String kind;
    private final @Nullable String id;
    private final @Nullable UUID person;
    private final RowList<AuditEntry> rows = new RowList<>(this::row, "Nothing has happened yet.");

    private HistoryList(
            ControlPlane controlPlane,
            Workspace workspace,
            @Nullable String kind,
            @Nullable String id,
            @Nullable UUID person) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.kind = kind;
        this.id = id;
        this.person = person;
        rows.addClassName("history");
    }

    /** @param kind as the audit log names it */
    public static HistoryList of(ControlPlane controlPlane, Workspace workspace, String kind, UUID id) {
        return new HistoryList(controlPlane, workspace, kind, id.toString(), null);
    }

    /** What somebody did, and what was done to them. */
    public static HistoryList ofPerson(ControlPlane controlPlane, Workspace workspace, UUID memberId) {
        return new HistoryList(controlPlane, workspace, null, null, memberId);
    }

    public HistoryList read() {
        if (workspace.may(Action.READ_AUDIT)) {
            rows.show(controlPlane
                    .audit()
                    .list(workspace.organizationId(), kind, id, person, null, null, ENTRIES_SHOWN)
                    .items());
        }
        return this;
    }

    public Optional<Panel> panel(String test) {
        return workspace.may(Action.READ_AUDIT)
                ? Optional.of(new Panel("History", rows).withTest(test))
                : Optional.empty();
    }

    private Component row(AuditEntry entry) {
        Span what = new Span(Words.sentence(entry.action()));
        what.addClassName("strong");
        Span who = new Span(
                (entry.resourceKind().endsWith("group") ? entry.resourceName() + " " : "") + "by " + entry.actorName());
        Div first = new Div(new Div(what, new Span(" "), who), TimeText.at(entry.at()));
        first.addClassName("row-line");
        Anchor row = new Anchor(Paths.audit(workspace.slug(), entry), first);
        row.addClassName("row");
        String changes = AuditChanges.sentence(entry);
        if (!changes.isEmpty()) {
            Span detail = new Span(changes);
            detail.addClassName("soft");
            row.add(detail);
        }
        return row;
    }
}
