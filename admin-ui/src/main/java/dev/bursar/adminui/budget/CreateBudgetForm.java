package dev.bursar.adminui.budget;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Dollars;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.PeriodSelect;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Limits the organization, a person or a key. */
final class CreateBudgetForm {
    private static final int MOST_OFFERED = 200;

    /** Whom a budget can limit. */
    private record Subject(UUID id, String name) {}

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable created;
    private final Retries retries = new Retries();

    private final Form form = new Form("Create a budget", "Create budget", "create-budget-form", this::create);
    private final TextField name = Fields.name("Name", "budget-name");
    private final Dollars limit = Fields.tested(new Dollars("Limit"), "budget-limit");
    private final PeriodSelect period = Fields.tested(new PeriodSelect("Begins anew", "month"), "budget-period");
    private final Select<String> scope = Fields.tested(new Select<>(), "budget-scope");
    private final ComboBox<Subject> subject = Fields.tested(new ComboBox<>("Whose"), "budget-subject");
    private final Select<Boolean> hard = Fields.tested(new Select<>(), "budget-hard");

    CreateBudgetForm(ControlPlane controlPlane, Workspace workspace, Runnable created) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.created = created;
    }

    void open() {
        name.setAutofocus(true);
        limit.setRequiredIndicatorVisible(true);
        scope.setLabel("Limits");
        scope.setItems(scopes());
        scope.setItemLabelGenerator(one -> one.equals("organization") ? "The whole organization" : "One " + one);
        scope.setValue("organization");
        subject.setItemLabelGenerator(Subject::name);
        subject.setVisible(false);
        subject.setManualValidation(true);
        hard.setLabel("At the limit");
        hard.setItems(true, false);
        hard.setItemLabelGenerator(one -> one ? "Refuse (hard)" : "Warn only (soft)");
        hard.setValue(true);
        form.fields(name, limit, period, scope, subject, hard);
        form.errors()
                .at("name", name)
                .at("limitUsd", limit)
                .at("period", period)
                .at("scope", scope)
                .at("scopeId", subject);
        scope.addValueChangeListener(change -> offer(change.getValue()));
        limit.addValueChangeListener(change -> limit.check(false));
        name.addValueChangeListener(change -> preview());
        limit.addValueChangeListener(change -> preview());
        period.addValueChangeListener(change -> preview());
        scope.addValueChangeListener(change -> preview());
        subject.addValueChangeListener(change -> preview());
        hard.addValueChangeListener(change -> preview());
        preview();
        form.open();
        name.focus();
    }

    private List<String> scopes() {
        List<String> scopes = new ArrayList<>(List.of("organization"));
        if (workspace.may(Action.READ_MEMBERS)) {
            scopes.add("member");
        }
        if (workspace.may(Action.READ_KEYS)) {
            scopes.add("key");
        }
        return scopes;
    }

    private void offer(String chosen) {
        subject.clear();
        subject.setVisible(!chosen.equals("organization"));
        subject.setItems(
                switch (chosen) {
                    case "member" ->
                        controlPlane
                                .organizations()
                                .members(workspace.organizationId(), null, MOST_OFFERED)
                                .items()
                                .stream()
                                .map(member -> new Subject(member.id(), member.name()))
                                .toList();
                    case "key" ->
                        controlPlane
                                .keys()
                                .list(workspace.organizationId(), "active", null, null, MOST_OFFERED)
                                .items()
                                .stream()
                                .map(key -> new Subject(key.id(), key.name() + " " + key.masked()))
                                .toList();
                    default -> List.<Subject>of();
                });
    }

    private void preview() {
        Subject whose = subject.getValue();
        String who = scope.getValue().equals("organization")
                ? workspace.membership().organizationName()
                : whose == null ? "The one you choose" : whose.name();
        form.preview(limit.amount()
                .map(a -> who + (hard.getValue() ? " can spend at most " : " is warned about above ")
                        + Amounts.text(a.movePointRight(9).longValue()) + " " + Words.each(period.getValue())
                        + (hard.getValue() ? "; what no longer fits is refused with 402." : "; nothing is refused."))
                .orElse(""));
    }

    private void create() {
        boolean fine = Fields.checkNamed(name, "A name is needed.") & limit.check(true) & checkSubject();
        if (!fine) {
            return;
        }
        CreateBudget request = new CreateBudget(
                name.getValue().strip(),
                scope.getValue(),
                subjectId(),
                period.getValue(),
                null,
                null,
                limit.text(),
                hard.getValue(),
                null,
                null,
                null,
                null,
                null,
                null);
        controlPlane.budgets().create(workspace.organizationId(), retries.keyFor(request), request);
        form.close();
        created.run();
        Notices.done(request.name() + " is in force.");
    }

    private boolean checkSubject() {
        boolean fine = scope.getValue().equals("organization") || subject.getValue() != null;
        subject.setErrorMessage("Choose one.");
        subject.setInvalid(!fine);
        return fine;
    }

    private @Nullable UUID subjectId() {
        Subject chosen = subject.getValue();
        return chosen == null ? null : chosen.id();
    }
}
