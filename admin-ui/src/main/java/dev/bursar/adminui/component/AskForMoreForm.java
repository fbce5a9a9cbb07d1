package dev.bursar.adminui.component;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.adminapi.budget.AskForMore;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;

/** Asks whoever answers for a budget for more of it. */
public final class AskForMoreForm {
    private static final int LONGEST_REASON = 1_000;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Budget budget;
    private final Retries retries = new Retries();
    private final Form form;
    private final Dollars amount = Fields.tested(new Dollars("How much more"), "ask-amount");
    private final TextArea reason = Fields.words("What for", "ask-reason", LONGEST_REASON);
    private final DatePicker until = Fields.lastDay("Needed until the end of", "ask-until");

    public AskForMoreForm(ControlPlane controlPlane, Workspace workspace, Budget budget) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.budget = budget;
        this.form = new Form("Ask for more of " + budget.name(), "Ask", "ask-form", this::ask);
    }

    public void open() {
        until.setPlaceholder("With the period");
        form.fields(amount, reason, until);
        form.errors().at("amountUsd", amount).at("reason", reason).at("until", until);
        amount.addValueChangeListener(change -> {
            amount.check(false);
            preview();
        });
        preview();
        form.open();
        amount.focus();
    }

    private void preview() {
        String whom = budget.ownerName() == null ? "Whoever may change budgets" : budget.ownerName();
        form.preview(amount.nanos()
                .map(nanos -> whom + " is asked. Once approved, the limit is "
                        + Amounts.text(budget.limit().nanos() + nanos) + " instead of " + Amounts.text(budget.limit())
                        + ".")
                .orElse("It has " + Amounts.text(budget.free()) + " free of " + Amounts.text(budget.limit()) + "."));
    }

    private void ask() {
        if (!(amount.check(true) & Fields.checkWords(reason, "Say what it is for: somebody has to decide."))) {
            return;
        }
        AskForMore request =
                new AskForMore(budget.id(), amount.text(), reason.getValue().strip(), Fields.endOf(until.getValue()));
        BudgetRequest asked = ControlPlane.body(
                controlPlane.requests().ask(workspace.organizationId(), retries.keyFor(request), request));
        form.close();
        Notices.done("You asked for " + Amounts.text(asked.amount()) + ".");
        Paths.open(Paths.requestForMore(workspace.slug(), asked.id()));
    }
}
