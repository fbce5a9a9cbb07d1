package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.UUID;

/** The newest keys of a person or a unit, on its own page; the page of all keys has the rest. */
public final class KeyRows {
    private static final int SHOWN = 20;

    private final ControlPlane controlPlane;
    private final Workspace workspace;

    public KeyRows(ControlPlane controlPlane, Workspace workspace) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
    }

    public Panel of(String title, UUID memberId, String none) {
        Page<Key> page = controlPlane
                .keys()
                .list(workspace.organizationId(), null, null, memberId, null, null, null, null, SHOWN);
        return panel(title, page, none, Paths.keysOf(workspace.slug(), memberId), true);
    }

    /** Charged to it directly. */
    public Panel chargedTo(Unit unit, String none) {
        Page<Key> page = controlPlane
                .keys()
                .list(workspace.organizationId(), null, null, null, unit.id(), true, null, null, SHOWN);
        return panel("Keys", page, none, Paths.keysIn(workspace.slug(), unit.id()), false);
    }

    private Panel panel(String title, Page<Key> page, String none, String all, boolean ofPerson) {
        Div rows = new Div();
        rows.addClassName("rows");
        page.items().forEach(key -> rows.add(row(key, ofPerson ? key.unitName() : key.ownerName())));
        if (page.items().isEmpty()) {
            rows.add(soft(none));
        }
        if (page.next() != null) {
            rows.add(soft("These are the newest " + SHOWN + "; there are more."));
        }
        return new Panel(title, rows).withActions(Paths.link("All of them", all));
    }

    private Component row(Key key, @org.jspecify.annotations.Nullable String beside) {
        Div first =
                new Div(Paths.link(key.name(), Paths.key(workspace.slug(), key.id())), StateBadge.ofKey(key.state()));
        first.addClassName("row-line");
        Div second = new Div(
                soft(key.masked() + (beside == null ? "" : " · " + beside)),
                key.budget() == null
                        ? soft("No cap of its own")
                        : MoneyText.of(key.budget().spent(), key.budget().limit()));
        second.addClassName("row-line");
        Div row = new Div(first, second);
        row.addClassName("row");
        return row;
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
