package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The page of one object: found by the id in the address, shown, and read again after each change of it.
 *
 * @param <T> the object as the Admin API shows it; equal to another reading while nothing about it has changed
 */
public abstract class ObjectPage<T> extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private final String parameter;
    private UUID id = new UUID(0, 0);
    private transient @Nullable T shown;
    private Div content = new Div();

    /** @param parameter of the route: the object's id */
    protected ObjectPage(
            Workspace workspace, ControlPlane controlPlane, String title, Action needed, String parameter) {
        super(workspace, title, needed);
        this.controlPlane = controlPlane;
        this.parameter = parameter;
    }

    protected abstract T read(UUID id);

    protected abstract String name(T object);

    /** Draws the object, or what has changed of it. */
    protected abstract void show(T object);

    /** What stays while the object changes; nothing unless a page says so. */
    protected void frame(Location location) {}

    /** What is worth reading only at first and after the reader's own changes. */
    protected void showMore(T object) {}

    @Override
    protected final void build(RouteParameters parameters, Location location) {
        id = id(parameters, parameter);
        content = new Div();
        content.addClassName("column");
        add(content);
        frame(location);
        again();
    }

    /** Shows the object as it is after a change. */
    protected final void again() {
        T now = read(id);
        put(now);
        showMore(now);
    }

    /** Shows the object if it is another than before. */
    protected final void poll() {
        T now = read(id);
        if (!now.equals(shown)) {
            put(now);
        }
    }

    private void put(T now) {
        shown = now;
        titled(name(now));
        show(now);
    }

    protected final ControlPlane controlPlane() {
        return controlPlane;
    }

    protected final UUID objectId() {
        return id;
    }

    /** The whole page under a frame that stays: nothing, as a rule. */
    protected final Div content() {
        return content;
    }

    /** In place of what was drawn before. */
    protected final void draw(PageHead head, Div left, Div right) {
        Div panels = new Div(left, right);
        panels.addClassName("two-panels");
        content.removeAll();
        content.add(head, panels);
    }

    protected static Div column(Component... panels) {
        Div column = new Div(panels);
        column.addClassName("column");
        return column;
    }

    /** What happened to the object, for whoever may see it. @param kind as the audit log names it */
    protected final Optional<Panel> history(String kind, String test) {
        return HistoryList.of(controlPlane, workspace(), kind, id).read().panel(test);
    }
}
