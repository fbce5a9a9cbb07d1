package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Grants a role to people, over the organization or a unit's subtree. */
public final class GrantForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;
    private final Form form = new Form("Grant a role", "Grant role", "grant-form", this::grant);
    private final RoleChoice role;
    private final UnitChoice over = Fields.tested(new UnitChoice("Over"), "grant-over");
    private final MemberChoice person = Fields.tested(new MemberChoice("Person"), "grant-person");
    private List<Member> people = List.of();
    private @Nullable Unit place;

    public GrantForm(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
        this.role = Fields.tested(new RoleChoice(controlPlane, workspace), "grant-role");
        role.addValueChangeListener(change -> preview());
        over.addValueChangeListener(change -> placed());
        person.addValueChangeListener(change -> preview());
    }

    /** Somebody is known; where, is asked. */
    public void openFor(List<Member> holders) {
        people = List.copyOf(holders);
        over.setPlaceholder(
                workspace.may(Action.WRITE_ROLES) ? "The whole organization" : "Choose a team, project or class");
        over.offer(controlPlane, workspace.organizationId());
        form.fields(role, over);
        show();
    }

    /** Where, is known; who is asked. */
    public void openOver(Unit unit) {
        place = unit;
        person.setPlaceholder("Choose somebody");
        person.offer(controlPlane, workspace.organizationId(), null);
        form.fields(person, role);
        show();
    }

    private void show() {
        form.errors().at("role", role).at("roleId", role).at("unitId", over).at("holderId", person);
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

    private void placed() {
        role.offerOver(unitId());
        preview();
    }

    private void preview() {
        Role chosen = role.getValue();
        if (chosen == null) {
            form.preview("A role over a team covers everything in it, also what is created there later.");
            return;
        }
        Unit unit = unit();
        form.preview((who().isEmpty() ? "They" : Words.list(who(), 3)) + " will be "
                + RoleWords.over(chosen.name(), unit == null ? null : UnitChoice.path(unit)) + ". "
                + RoleWords.about(chosen));
    }

    private List<String> who() {
        Member chosen = person.getValue();
        return place == null
                ? people.stream().map(Member::name).toList()
                : chosen == null ? List.of() : List.of(chosen.name());
    }

    private void grant() {
        if (!(checkPerson() & role.check())) {
            return;
        }
        List<UUID> holders = place == null
                ? people.stream().map(Member::id).toList()
                : List.of(Objects.requireNonNull(person.chosen()));
        Role chosen = role.getValue();
        for (UUID holder : holders) {
            // What is granted already is answered as it is: a second try after a failure repeats nothing.
            controlPlane
                    .grants()
                    .create(
                            workspace.organizationId(),
                            null,
                            new CreateRoleGrant("member", holder, RoleChoice.text(chosen), chosen.id(), unitId()));
        }
        Unit unit = unit();
        String sentence = Words.list(who(), 3) + (holders.size() == 1 ? " is now " : " are now ")
                + RoleWords.over(chosen.name(), unit == null ? null : unit.name()) + ".";
        form.close();
        changed.run();
        Notices.done(sentence);
    }

    private boolean checkPerson() {
        boolean fine = place == null || person.getValue() != null;
        ComboBox<Member> field = person;
        field.setErrorMessage("Choose somebody.");
        field.setInvalid(!fine);
        return fine;
    }
}
