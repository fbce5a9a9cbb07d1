package dev.bursar.adminui.shell;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.bursar.adminapi.me.Me;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.Workspace;

/** The organization of this tab; the others are a click away. */
final class OrganizationSwitch extends Div {
    private static final long serialVersionUID = 1L;

    OrganizationSwitch(Workspace workspace) {
        addClassName("organization-switch");
        Me.Membership current = workspace.membership();
        if (workspace.memberships().size() == 1) {
            Span name = new Span(Icon.BUILDING.create(), new Span(current.organizationName()));
            name.addClassName("organization-name");
            add(name);
            return;
        }
        MenuBar menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.TERTIARY);
        Span face = new Span(Icon.BUILDING.create(), new Span(current.organizationName()));
        face.addClassName("organization-name");
        MenuItem root = menu.addItem(face);
        root.setAriaLabel("Organization " + current.organizationName() + ", change");
        root.getElement().setAttribute("data-test", "organization-switch");
        for (Me.Membership membership : workspace.memberships()) {
            MenuItem item = root.getSubMenu()
                    .addItem(membership.organizationName(), click -> Paths.open(Paths.overview(membership.slug())));
            item.setCheckable(true);
            item.setChecked(membership.slug().equals(current.slug()));
        }
        add(menu);
    }
}
