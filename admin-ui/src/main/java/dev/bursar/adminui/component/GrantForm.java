package dev.bursar.adminui.component;

import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Grants a role to people, a group or a service account, over the organization or a unit's subtree. */
public final class GrantForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;
    private final Form form = new Form("Grant a role", "Grant role", "grant-form", this::grant);
    private final RoleChoice role;
    private final UnitChoice over = Fields.tested(new UnitChoice("Over"), "grant-over");
    private final HolderChoice who = Fields.tested(new HolderChoice(), "grant-holder");
    private List<Holder> holders = List.of();
    private @Nullable Unit place;

    public GrantForm(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
        this.role = Fields.tested(new RoleChoice(controlPlane, workspace), "grant-role");
        role.addValueChangeListener(change -> preview());
        over.addValueChangeListener(change -> placed());
        who.addValueChangeListener(change -> preview());
    }

    /** Who, is known; where, is asked. */
    public void openFor(List<Holder> known) {
        holders = List.copyOf(known);
        over.setPlaceholder(
                workspace.may(Action.WRITE_ROLES) ? "The whole organization" : "Choose a team, project or class");
        over.offer(controlPlane, workspace.organizationId());
        form.fields(role, over);
        show();
    }

    /** Where, is known; who is asked. */
    public void openOver(Unit unit) {
        place = unit;
        who.offer(controlPlane, workspace);
        form.fields(who, role);
        show();
    }

    private void show() {
        form.errors().at("role", role).at("roleId", role).at("unitId", over).at("holderId", who);
        placed();
        form.open();
    }

    private @Nullable UUID unitId() {
        Unit unit = unit();
        return unit == null ? null : unit.id();
    }

    private @Nullable Unit unit() {
        return place == null ? over.getValue() : place;
    }

    private List<Holder> chosen() {
        Holder one = who.getValue();
        return place == null ? holders : one == null ? List.of() : List.of(one);
    }

    private List<String> names() {
        return chosen().stream().map(Holder::name).toList();
    }

    private void placed() {
        role.offerOver(unitId());
        preview();
    }

    private void preview() {
        Role wanted = role.getValue();
        if (wanted == null) {
            form.preview("A role over a team covers everything in it, also what is created there later.");
            return;
        }
        Unit unit = unit();
        form.preview((chosen().isEmpty() ? "They" : Words.list(names(), 3)) + " will be "
                + RoleWords.over(wanted.name(), unit == null ? null : UnitChoice.path(unit)) + ". "
                + RoleWords.about(wanted) + group());
    }

    private String group() {
        return chosen().stream().anyMatch(one -> one.kind().equals("group"))
                ? " It holds for everybody in the group, and only while they are in it."
                : "";
    }

    private void grant() {
        if (!(checkWho() & role.check())) {
            return;
        }
        Role wanted = role.getValue();
        List<String> names = names();
        for (Holder holder : chosen()) {
            // What is granted already is answered as it is: a second try after a failure repeats nothing.
            controlPlane
                    .grants()
                    .create(
                            workspace.organizationId(),
                            null,
                            new CreateRoleGrant(
                                    holder.kind(), holder.id(), RoleChoice.text(wanted), wanted.id(), unitId()));
        }
        Unit unit = unit();
        String sentence = Words.list(names, 3) + (names.size() == 1 ? " is now " : " are now ")
                + RoleWords.over(wanted.name(), unit == null ? null : unit.name()) + ".";
        form.close();
        changed.run();
        Notices.done(sentence);
    }

    private boolean checkWho() {
        boolean fine = !chosen().isEmpty();
        who.setErrorMessage("Choose somebody.");
        who.setInvalid(!fine);
        return fine;
    }
}
