package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.audit.AuditEntry;
import java.util.List;

/** What happened to an object, out of the audit log. */
public final class HistoryList extends Div {
    private static final long serialVersionUID = 1L;

    private final String slug;

    public HistoryList(String slug) {
        this.slug = slug;
        addClassNames("rows", "history");
    }

    public void show(List<AuditEntry> entries) {
        removeAll();
        entries.stream().map(this::row).forEach(this::add);
        if (entries.isEmpty()) {
            Span none = new Span("Nothing has happened yet.");
            none.addClassName("soft");
            add(none);
        }
    }

    private Component row(AuditEntry entry) {
        Span what = new Span(Words.sentence(entry.action()));
        what.addClassName("strong");
        Span who = new Span(
                (entry.resourceKind().endsWith("group") ? entry.resourceName() + " " : "") + "by " + entry.actorName());
        Div first = new Div(new Div(what, new Span(" "), who), TimeText.at(entry.at()));
        first.addClassName("row-line");
        Anchor row = new Anchor(Paths.audit(slug, entry), first);
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
