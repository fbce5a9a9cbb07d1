package dev.bursar.adminui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.RoutePrefix;
import dev.bursar.adminapi.me.Me;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** The frame of every page: the rail on the left, the bar on top. */
@RoutePrefix("o/:organization")
@PermitAll
public class Shell extends AppLayout implements BeforeEnterObserver, AfterNavigationObserver {
    private static final long serialVersionUID = 1L;

    private final transient Workspace workspace;
    private final transient ControlPlane controlPlane;
    private final SignOut signOut;
    /** With the roles that the rail was made for: once others are held, it is made anew. */
    private transient Me.@Nullable Membership shownTo;

    private @Nullable Inbox inbox;

    Shell(Workspace workspace, ControlPlane controlPlane, SignOut signOut) {
        this.workspace = workspace;
        this.controlPlane = controlPlane;
        this.signOut = signOut;
        setPrimarySection(Section.DRAWER);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String slug = event.getRouteParameters().get(Paths.ORGANIZATION).orElse("");
        if (workspace.enter(slug).isEmpty()) {
            throw new NotFoundException("There is no such organization for you.");
        }
        Me.Membership now = workspace.membership();
        if (!now.equals(shownTo)) {
            shownTo = now;
            frame(slug);
        }
    }

    private void frame(String slug) {
        // The page stays: where the address did not change, nobody would set it again.
        Component page = getContent();
        getChildren().filter(part -> !part.equals(page)).toList().forEach(this::remove);
        Inbox approvals = new Inbox(workspace, controlPlane);
        inbox = approvals;
        addToDrawer(brand(slug), new Scroller(new Rail(workspace, approvals.railCount())));
        Div bar = new Div();
        bar.addClassName("top-bar");
        Span space = new Span();
        space.addClassName("space");
        bar.add(
                new OrganizationSwitch(workspace),
                new CommandPalette(workspace, controlPlane).opener(),
                space,
                approvals,
                new SchemeToggle(),
                new ProfileMenu(workspace.me(), slug, signOut));
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Menu");
        addToNavbar(toggle, bar);
    }

    private static Anchor brand(String slug) {
        Image mark = new Image("bursar/mark.svg", "");
        Span name = new Span("Bursar");
        Anchor brand = new Anchor(Paths.overview(slug), mark, name);
        brand.addClassName("brand");
        brand.getElement().setAttribute("aria-label", "Bursar, overview");
        return brand;
    }

    /** A phone's drawer gives the page back once something was chosen. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Inbox approvals = inbox;
        if (approvals != null) {
            approvals.refresh();
        }
        getElement().executeJs("if (this.overlay) this.drawerOpened = false;");
    }
}
