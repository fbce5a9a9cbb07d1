package dev.bursar.adminui.budget;

import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.adminapi.common.Money;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Dollars;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.math.BigDecimal;

/** Changes a budget's limit; says what that does before it is saved. */
final class EditBudgetForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;
    private Budget budget;

    private final Form form = new Form("Change the limit", "Save", "edit-budget-form", this::save);
    private final TextField name = Fields.name("Name", "budget-name");
    private final Dollars limit = Fields.tested(new Dollars("Limit"), "budget-limit");

    EditBudgetForm(ControlPlane controlPlane, Workspace workspace, Budget budget, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.budget = budget;
        this.changed = changed;
    }

    void open() {
        name.setValue(budget.name());
        limit.setValue(plain(budget.limit()));
        form.fields(name, limit);
        form.errors().at("name", name).at("limitUsd", limit);
        limit.addValueChangeListener(change -> {
            limit.check(true);
            preview();
        });
        preview();
        form.open();
        limit.focus();
    }

    private static String plain(Money money) {
        BigDecimal amount = new BigDecimal(money.usd()).stripTrailingZeros();
        return amount.setScale(Math.max(2, amount.scale())).toPlainString();
    }

    private void preview() {
        form.preview(limit.nanos().map(to -> effect(budget, to)).orElse(""));
    }

    static String effect(Budget budget, long limitNanos) {
        long before = budget.limit().nanos();
        long committed = budget.spent().nanos()
                + budget.held().nanos()
                + budget.inDoubt().nanos();
        if (limitNanos == before) {
            return "The limit stays at " + Amounts.text(before) + ".";
        }
        String change = "The limit goes from " + Amounts.text(before) + " to " + Amounts.text(limitNanos) + ". ";
        if (limitNanos < committed) {
            return change + Amounts.text(committed) + " is already spent or held, so nothing is free: "
                    + (budget.hard() ? "new requests are refused at once." : "it warns at once.");
        }
        return change + Amounts.text(limitNanos - committed) + " will be free.";
    }

    private void save() {
        if (!(Fields.checkNamed(name, "A name is needed.") & limit.check(true))) {
            return;
        }
        UpdateBudget request =
                new UpdateBudget(name.getValue().strip(), limit.text(), null, null, null, null, null, null, null);
        try {
            controlPlane
                    .budgets()
                    .update(workspace.organizationId(), budget.id(), ControlPlane.tag(budget.version()), request);
        } catch (RefusedException e) {
            if (!e.isConflict()) {
                throw e;
            }
            showConflict();
            return;
        }
        form.close();
        changed.run();
        Notices.done("Saved. Gateways have the new limit within two seconds.");
    }

    /** What was typed stays; saving again is a decision taken with the other change in view. */
    private void showConflict() {
        budget = ControlPlane.body(controlPlane.budgets().get(workspace.organizationId(), budget.id()));
        limit.setErrorMessage("Somebody else changed this budget meanwhile: its limit is now "
                + Amounts.text(budget.limit()) + ". Nothing of yours was saved. Save again to replace it.");
        limit.setInvalid(true);
        preview();
    }
}
