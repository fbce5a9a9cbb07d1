package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of one organization. Entering it finds the organization of the address and asks whether the reader may see it;
 * what is not theirs does not exist for them.
 */
public abstract class ConsolePage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;

    private final transient Workspace workspace;
    private final String title;
    private final Action needed;
    private final Div notice = new Div();
    private String shownTitle;

    protected ConsolePage(Workspace workspace, String title, Action needed) {
        this.workspace = workspace;
        this.title = title;
        this.shownTitle = title;
        this.needed = needed;
        addClassName("page");
        notice.addClassName("live-notice");
        notice.getElement().setAttribute("role", "status");
        notice.setVisible(false);
    }

    @Override
    public final void beforeEnter(BeforeEnterEvent event) {
        RouteParameters parameters = event.getRouteParameters();
        String slug = parameters.get(Paths.ORGANIZATION).orElse("");
        if (workspace.enter(slug).isEmpty() || !workspace.mayAnywhere(needed)) {
            throw new NotFoundException(
                    "Not for this reader: " + event.getLocation().getPath());
        }
        ColumnMemory.in(event.getUI()).of(workspace.me().subject());
        removeAll();
        add(notice);
        try {
            build(parameters, event.getLocation());
        } catch (RefusedException e) {
            if (e.isNotFound()) {
                throw new NotFoundException(e.sentence());
            }
            throw e;
        }
    }

    /** Fills the page. */
    protected abstract void build(RouteParameters parameters, Location location);

    /** Title, the one sentence that answers the page's question, and what can be done. */
    protected final Paragraph head(String heading, String lead, Component... actions) {
        PageHead head = new PageHead(heading).lead(lead).actions(List.of(actions));
        add(head);
        return head.sentence();
    }

    /** Repeats while the page is seen; a control plane that is away for a while becomes a line, not an interruption. */
    protected final void live(Duration interval, Runnable refresh) {
        Live.every(this, workspace.clock(), interval, refresh, this::show);
    }

    private void show(String problem) {
        notice.setText(problem);
        notice.setVisible(!problem.isEmpty());
    }

    protected final Workspace workspace() {
        return workspace;
    }

    protected final UUID organizationId() {
        return workspace.organizationId();
    }

    protected final String slug() {
        return workspace.slug();
    }

    /** In the whole organization. */
    protected final boolean may(Action action) {
        return workspace.may(action);
    }

    /** At least over some unit. */
    protected final boolean mayAnywhere(Action action) {
        return workspace.mayAnywhere(action);
    }

    /** To what stands in a unit; null: in the organization itself. */
    protected final boolean mayIn(Action action, @Nullable UUID unitId) {
        return workspace.mayIn(action, unitId);
    }

    /** An id out of the address; what is no id is no page. */
    protected static UUID id(RouteParameters parameters, String name) {
        try {
            return UUID.fromString(parameters.get(name).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new NotFoundException("There is no such page.");
        }
    }

    /** Of the browser's tab, when it is the name of an object. */
    protected final void titled(String object) {
        shownTitle = object + " · " + title;
    }

    @Override
    public final String getPageTitle() {
        return shownTitle + " · Bursar";
    }
}
