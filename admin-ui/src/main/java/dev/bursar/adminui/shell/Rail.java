package dev.bursar.adminui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.Workspace;

/** The pages, grouped by intent; only those that the reader may see. */
final class Rail extends Div {
    private static final long serialVersionUID = 1L;

    /** @param openRequests how many requests for more ask for an answer */
    Rail(Workspace workspace, Component openRequests) {
        addClassName("rail");
        SideNav first = new SideNav();
        SideNavItem overview = new SideNavItem("Overview", Paths.overview(workspace.slug()), Icon.HOME.create());
        overview.getElement().setAttribute("data-test", "nav-overview");
        first.addItem(overview);
        add(first);
        for (Destination.Group group : Destination.Group.values()) {
            SideNav nav = new SideNav(group.label());
            for (Destination destination : group.destinations()) {
                if (workspace.mayAnywhere(destination.needed())) {
                    SideNavItem item = item(destination, workspace.slug());
                    if (destination == Destination.REQUESTS) {
                        item.setSuffixComponent(openRequests);
                    }
                    nav.addItem(item);
                }
            }
            if (!nav.getItems().isEmpty()) {
                add(nav);
            }
        }
    }

    private static SideNavItem item(Destination destination, String slug) {
        SideNavItem item = new SideNavItem(
                destination.label(),
                Paths.page(slug, destination.path()),
                destination.icon().create());
        item.setMatchNested(true);
        item.getElement().setAttribute("data-test", "nav-" + destination.path());
        return item;
    }
}
