package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of the roles that the reader may hand on: those whose every action they hold over the place themselves. */
public final class RoleChoice extends ComboBox<Role> {
    private static final long serialVersionUID = 1L;

    private final transient Workspace workspace;
    private final transient List<Role> all;

    public RoleChoice(ControlPlane controlPlane, Workspace workspace) {
        super("Role");
        this.workspace = workspace;
        this.all = controlPlane.roles().list(workspace.organizationId());
        setItemLabelGenerator(role -> Words.sentence(role.name()));
        setRenderer(new ComponentRenderer<>(RoleChoice::row));
        setRequiredIndicatorVisible(true);
        setManualValidation(true);
    }

    private static Div row(Role role) {
        Span about = new Span(RoleWords.about(role));
        about.addClassName("soft");
        Div row = new Div(new Span(Words.sentence(role.name())), about);
        row.addClassName("two-lines");
        return row;
    }

    /** @param unitId over whose subtree; null: over the whole organization */
    public void offerOver(@Nullable UUID unitId) {
        Role before = getValue();
        List<Role> offered = all.stream()
                .filter(role -> workspace.holdsAll(role.actions(), unitId))
                .filter(role -> unitId == null || !role.name().equals("platform_operator") || role.id() != null)
                .toList();
        setItems(offered);
        if (before != null && offered.contains(before)) {
            setValue(before);
        }
        int kept = all.size() - offered.size();
        setHelperText(
                kept == 0
                        ? ""
                        : Words.plural(kept, "role is", "roles are")
                                + " not offered: nobody grants what they do not hold there themselves.");
    }

    /** @return whether one was chosen; says so at the field if not */
    public boolean check() {
        boolean chosen = getValue() != null;
        setErrorMessage("Choose a role.");
        setInvalid(!chosen);
        return chosen;
    }

    /** A built-in role's text; null for a custom one. */
    public static @Nullable String text(Role role) {
        return role.id() == null ? role.name() : null;
    }
}
