package dev.bursar.adminui.budget;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetPreview;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.adminapi.common.Money;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Dollars;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes a budget; the control plane says what that does before it is saved. */
final class EditBudgetForm {
    private static final int TYPING_PAUSE_MILLIS = 300;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;
    private Budget budget;
    private boolean filled;
    private final Form form = new Form("Change the budget", "Save", "edit-budget-form", this::save);
    private final TextField name = Fields.name("Name", "budget-name");
    private final Dollars limit = Fields.tested(new Dollars("Limit"), "budget-limit");
    private final DatePicker endsOn = Fields.tested(new DatePicker("Last day of the term"), "budget-ends-on");
    private final BudgetRules rules;
    private final EffectPanel effect = new EffectPanel();

    EditBudgetForm(ControlPlane controlPlane, Workspace workspace, Budget budget, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.budget = budget;
        this.changed = changed;
        this.rules = new BudgetRules(controlPlane, workspace, this::preview);
    }

    void open() {
        name.setValue(budget.name());
        limit.setValue(plain(budget.ownLimit()));
        limit.setValueChangeMode(ValueChangeMode.LAZY);
        limit.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        endsOn.setVisible(budget.period().equals("term"));
        endsOn.setValue(budget.endsOn());
        rules.offer(budget);
        form.fields(limit, endsOn, name, rules.details(), effect);
        form.errors().at("name", name).at("limitUsd", limit).at("endsOn", endsOn);
        rules.errorsAt(form.errors());
        limit.addValueChangeListener(change -> {
            limit.check(true);
            preview();
        });
        endsOn.addValueChangeListener(change -> preview());
        filled = true;
        preview();
        form.open();
        limit.focus();
    }

    private static String plain(Money money) {
        BigDecimal amount = new BigDecimal(money.usd()).stripTrailingZeros();
        return amount.setScale(Math.max(2, amount.scale())).toPlainString();
    }

    /** What can't be previewed can still be saved: the control plane decides then. */
    private void preview() {
        if (!filled) {
            return;
        }
        UpdateBudget request = request();
        if (!limit.isAmount() || !isComplete()) {
            effect.clear();
            return;
        }
        try {
            BudgetPreview preview = controlPlane.history().preview(workspace.organizationId(), budget.id(), request);
            effect.show(preview);
        } catch (RefusedException e) {
            effect.clear();
            form.errors().show(e);
        } catch (ControlPlaneException e) {
            effect.unknown(e.sentence());
        }
    }

    private boolean isComplete() {
        return !rules.atCap().equals("downgrade") || rules.downgradeModel() != null;
    }

    /** Only what differs from the budget as it was read. */
    private UpdateBudget request() {
        String newName = name.getValue().strip();
        return new UpdateBudget(
                newName.equals(budget.name()) || newName.isEmpty() ? null : newName,
                limit.nanos().filter(to -> to == budget.ownLimit().nanos()).isPresent() ? null : limit.text(),
                unless(budget.endsOn(), endsOn.getValue()),
                unless(List.copyOf(budget.models()), rules.models()),
                unless(budget.mode(), rules.mode()),
                unless(budget.atCap(), rules.atCap()),
                unless(budget.downgradeModel(), rules.downgradeModel()),
                unless(budget.carryOver(), rules.carryOver()),
                unless(budget.ownerMemberId(), rules.owner()),
                rules.ownerTakenAway() ? true : null);
    }

    private static <T> @Nullable T unless(@Nullable T same, @Nullable T value) {
        return Objects.equals(same, value) ? null : value;
    }

    private void save() {
        if (!(Fields.checkNamed(name, "A name is needed.") & limit.check(true) & rules.check())) {
            return;
        }
        try {
            controlPlane
                    .budgets()
                    .update(workspace.organizationId(), budget.id(), ControlPlane.tag(budget.version()), request());
        } catch (RefusedException e) {
            if (!e.isConflict()) {
                throw e;
            }
            showConflict();
            return;
        }
        form.close();
        changed.run();
        Notices.done("Saved. Gateways have it within two seconds.");
    }

    /** What was typed stays; saving again is a decision taken with the other change in view. */
    private void showConflict() {
        budget = ControlPlane.body(controlPlane.budgets().get(workspace.organizationId(), budget.id()));
        preview();
        limit.setErrorMessage("Somebody else changed this budget meanwhile: its limit is now "
                + Amounts.text(budget.ownLimit()) + ". Nothing of yours was saved. Save again to replace it.");
        limit.setInvalid(true);
    }
}
