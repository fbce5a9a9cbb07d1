package dev.bursar.adminui.budget;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminui.component.FieldErrors;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Lookup;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a budget limits: two fields, the second one depends on the first. */
final class Subjects {
    private record Subject(UUID id, String name) {}

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Select<String> scope = Fields.tested(new Select<>(), "budget-scope");
    private final ComboBox<Subject> subject = Fields.tested(new ComboBox<>("Whose"), "budget-subject");
    private @Nullable BudgetNode place;

    Subjects(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        scope.setLabel("Limits");
        scope.setItems(scopes());
        scope.setItemLabelGenerator(one -> one.equals("organization") ? "The whole organization" : "One " + one);
        subject.setItemLabelGenerator(Subject::name);
        subject.setVisible(false);
        subject.setManualValidation(true);
        scope.addValueChangeListener(change -> {
            offer(change.getValue());
            changed.run();
        });
        scope.setValue(scopes().getFirst());
        subject.addValueChangeListener(change -> changed.run());
    }

    /** It is known already: the fields have nothing to ask. */
    void is(BudgetNode known) {
        place = known;
        scope.setVisible(false);
        subject.setVisible(false);
    }

    Select<String> scopeField() {
        return scope;
    }

    ComboBox<?> subjectField() {
        return subject;
    }

    void errorsAt(FieldErrors errors) {
        errors.at("scope", scope).at("scopeId", subject);
    }

    private List<String> scopes() {
        List<String> scopes = new ArrayList<>(List.of("team", "project", "class"));
        if (workspace.may(Action.WRITE_BUDGETS)) {
            scopes.addFirst("organization");
        }
        if (workspace.may(Action.WRITE_BUDGETS) && workspace.mayAnywhere(Action.READ_MEMBERS)) {
            scopes.add("member");
        }
        if (workspace.mayAnywhere(Action.READ_KEYS)) {
            scopes.add("key");
        }
        return scopes;
    }

    private void offer(String chosen) {
        subject.clear();
        subject.setVisible(!chosen.equals("organization"));
        Lookup.offer(subject, (part, most) -> offered(chosen, part, most));
    }

    private List<Subject> offered(String chosen, @Nullable String part, int most) {
        UUID organization = workspace.organizationId();
        return switch (chosen) {
            case "organization" -> List.of();
            case "member" ->
                controlPlane.members().list(organization, null, part, null, "name", null, most).items().stream()
                        .map(member -> new Subject(member.id(), member.name()))
                        .toList();
            case "key" ->
                controlPlane
                        .keys()
                        .list(organization, "active", part, null, null, null, "name", null, most)
                        .items()
                        .stream()
                        .map(key -> new Subject(key.id(), key.name() + " " + key.masked()))
                        .toList();
            default ->
                controlPlane.units().list(organization, null, chosen, part, null, most).items().stream()
                        .filter(unit -> unit.state().equals("active"))
                        .map(unit -> new Subject(unit.id(), UnitChoice.path(unit)))
                        .toList();
        };
    }

    boolean check() {
        boolean fine = place != null || scope.getValue().equals("organization") || subject.getValue() != null;
        subject.setErrorMessage("Choose one.");
        subject.setInvalid(!fine);
        return fine;
    }

    String scope() {
        return place == null ? scope.getValue() : place.scope();
    }

    @Nullable
    UUID id() {
        if (scope().equals("organization")) {
            return null;
        }
        if (place != null) {
            return place.scopeId();
        }
        Subject chosen = subject.getValue();
        return chosen == null ? null : chosen.id();
    }

    /** For a sentence. */
    String who() {
        if (place != null) {
            return place.name();
        }
        if (scope().equals("organization")) {
            return workspace.membership().organizationName();
        }
        Subject chosen = subject.getValue();
        return chosen == null ? "The one you choose" : chosen.name();
    }
}
