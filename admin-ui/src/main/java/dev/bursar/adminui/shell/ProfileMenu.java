package dev.bursar.adminui.shell;

import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.bursar.adminapi.me.Me;
import dev.bursar.adminui.component.Paths;

/** Who is signed in, and the way out. */
final class ProfileMenu extends MenuBar {
    private static final long serialVersionUID = 1L;

    ProfileMenu(Me me, String slug, SignOut signOut) {
        addThemeVariants(MenuBarVariant.TERTIARY);
        addClassName("profile");
        Avatar avatar = new Avatar(me.name());
        MenuItem root = addItem(avatar);
        root.setAriaLabel("Signed in as " + me.name());
        root.getElement().setAttribute("data-test", "profile");
        Span name = new Span(me.name());
        name.addClassName("strong");
        Span email = new Span(me.email());
        email.addClassName("soft");
        Div who = new Div(name, email);
        who.addClassName("who");
        root.getSubMenu().addItem(who).setEnabled(false);
        MenuItem profile = root.getSubMenu().addItem("Your profile", click -> Paths.open(Paths.page(slug, "profile")));
        profile.getElement().setAttribute("data-test", "open-profile");
        MenuItem out = root.getSubMenu().addItem("Sign out", click -> signOut.signOut());
        out.getElement().setAttribute("data-test", "sign-out");
    }
}
