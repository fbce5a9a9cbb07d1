package dev.bursar.adminui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.me.Me;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.Workspace;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Leads to the reader's first organization. */
@Route("")
@PageTitle("Bursar")
@PermitAll
public class Entrance extends Div implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;

    private final transient Workspace workspace;

    Entrance(Workspace workspace) {
        this.workspace = workspace;
        addClassName("alone");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        List<Me.Membership> memberships = workspace.memberships();
        if (memberships.isEmpty()) {
            add(new EmptyState(
                    Icon.BUILDING,
                    "You belong to no organization yet",
                    "Ask an administrator to add " + workspace.me().email() + ", then reload this page."));
            return;
        }
        event.forwardTo(Paths.overview(memberships.getFirst().slug()));
    }
}
