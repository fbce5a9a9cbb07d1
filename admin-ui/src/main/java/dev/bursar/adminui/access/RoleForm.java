package dev.bursar.adminui.access;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleAction;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.access.WriteRole;
import dev.bursar.adminui.component.ActionWords;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a custom role, or changes one for everybody who holds it. */
final class RoleForm {
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int NAMED = 20;
    private static final int MOST_NAMED = 4;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final @Nullable Role before;
    private final Consumer<Role> done;
    private final Form form;
    private final Retries retries = new Retries();
    private final TextField name = Fields.name("Name", "role-name");
    private final TextArea description = Fields.words("What it is for", "role-description", LONGEST_DESCRIPTION);
    private final List<CheckboxGroup<RoleAction>> groups = new ArrayList<>();
    private String who = "";

    RoleForm(ControlPlane controlPlane, Workspace workspace, @Nullable Role before, Consumer<Role> done) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.before = before;
        this.done = done;
        this.form = new Form(
                before == null ? "Create a role" : "Edit " + before.name(),
                before == null ? "Create role" : "Save",
                "role-form",
                this::save);
    }

    void open() {
        form.addClassName("wide-form");
        Div actions = new Div();
        actions.addClassName("action-groups");
        choices().forEach((capability, all) -> actions.add(group(capability, all)));
        Role role = before;
        if (role != null) {
            name.setValue(role.name());
            description.setValue(role.description());
            who = who(role);
        }
        form.fields(name, description, actions);
        form.errors().at("name", name).at("description", description);
        preview();
        form.open();
        name.focus();
    }

    private Map<String, List<RoleAction>> choices() {
        Map<String, RoleAction> all = controlPlane.roles().actions(workspace.organizationId()).stream()
                .collect(Collectors.toMap(RoleAction::action, one -> one, (a, b) -> a, LinkedHashMap::new));
        Map<String, List<RoleAction>> choices = new LinkedHashMap<>();
        ActionWords.byCapability(all.keySet())
                .forEach((capability, texts) -> choices.put(
                        capability,
                        texts.stream()
                                .map(text -> Objects.requireNonNull(all.get(text)))
                                .toList()));
        return choices;
    }

    private CheckboxGroup<RoleAction> group(String capability, List<RoleAction> all) {
        CheckboxGroup<RoleAction> group = new CheckboxGroup<>(capability);
        group.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
        group.setItems(all);
        group.setItemLabelGenerator(one -> ActionWords.of(one.action()) + reach(one));
        // Nobody hands on what they do not hold themselves.
        group.setItemEnabledProvider(RoleAction::held);
        group.getElement().setAttribute("data-test", "role-group-" + capability.toLowerCase(java.util.Locale.ROOT));
        Role role = before;
        if (role != null) {
            group.setValue(all.stream()
                    .filter(one -> role.actions().contains(one.action()))
                    .collect(Collectors.toSet()));
        }
        group.addValueChangeListener(change -> preview());
        groups.add(group);
        return group;
    }

    private static String reach(RoleAction one) {
        if (!one.held()) {
            return " (you do not hold it)";
        }
        return one.breadth().equals("organization") ? " (only over the organization)" : "";
    }

    private Set<String> chosen() {
        Set<String> chosen = new LinkedHashSet<>();
        groups.forEach(group -> group.getValue().forEach(one -> chosen.add(one.action())));
        return chosen;
    }

    private void preview() {
        Role role = before;
        Set<String> now = chosen();
        if (role == null) {
            form.preview(
                    now.isEmpty()
                            ? "Tick what it allows. It is made for nobody yet: grant it on a person's page."
                            : "It will allow " + Words.plural(now.size(), "thing", "things")
                                    + ". Nobody holds it until it is granted.");
            return;
        }
        Set<String> gained = new HashSet<>(now);
        gained.removeAll(role.actions());
        Set<String> lost = new LinkedHashSet<>(role.actions());
        lost.removeAll(now);
        form.preview(who
                + (gained.isEmpty() && lost.isEmpty() ? " Nothing they may do changes." : "")
                + words(" They gain: ", gained)
                + words(" They lose: ", lost));
    }

    /** The newest by name, and how many they are. */
    private String who(Role role) {
        List<String> names =
                controlPlane
                        .grants()
                        .list(workspace.organizationId(), null, null, null, role.id(), null, NAMED)
                        .items()
                        .stream()
                        .map(RoleGrant::holderName)
                        .distinct()
                        .toList();
        if (names.isEmpty()) {
            return "Nobody holds it.";
        }
        long people = Objects.requireNonNullElse(
                controlPlane
                        .roles()
                        .get(workspace.organizationId(), String.valueOf(role.id()))
                        .people(),
                0L);
        return people > names.size()
                ? "It changes at once for " + Words.plural(people, "person", "people") + ", "
                        + Words.list(names, MOST_NAMED) + " among them."
                : "It changes at once for " + Words.list(names, MOST_NAMED) + ".";
    }

    private static String words(String lead, Set<String> actions) {
        return actions.isEmpty()
                ? ""
                : lead
                        + Words.list(
                                actions.stream()
                                        .map(ActionWords::of)
                                        .map(Words::uncapitalized)
                                        .toList(),
                                4)
                        + ".";
    }

    private void save() {
        if (!Fields.checkNamed(name, "A name is needed.")) {
            return;
        }
        Set<String> chosen = chosen();
        if (chosen.isEmpty()) {
            Notices.failed("Tick at least one thing that it allows.");
            return;
        }
        WriteRole request =
                new WriteRole(name.getValue().strip(), description.getValue().strip(), List.copyOf(chosen));
        Role role = before;
        if (role == null) {
            finish(ControlPlane.body(
                    controlPlane.roles().create(workspace.organizationId(), retries.keyFor(request), request)));
            return;
        }
        change(role, request);
    }

    private void change(Role role, WriteRole request) {
        try {
            finish(ControlPlane.body(controlPlane
                    .roles()
                    .update(
                            workspace.organizationId(),
                            Objects.requireNonNull(role.id()),
                            ControlPlane.tag(role.version()),
                            request)));
        } catch (RefusedException e) {
            if (!e.isConflict()) {
                throw e;
            }
            form.close();
            done.accept(role);
            Notices.failed("Somebody else changed this role meanwhile; nothing of yours was saved. Look at it as it is"
                    + " now and edit it again.");
        }
    }

    private void finish(Role role) {
        form.close();
        workspace.forget();
        done.accept(role);
        Notices.done("Saved.");
    }
}
