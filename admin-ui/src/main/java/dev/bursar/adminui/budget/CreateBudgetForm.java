package dev.bursar.adminui.budget;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Dollars;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.PeriodSelect;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;

/** Two fields that matter, a name and a limit; for whom and how often; the rest under "More". */
final class CreateBudgetForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable created;
    private final Retries retries = new Retries();
    private final Form form = new Form("Create a budget", "Create budget", "create-budget-form", this::create);
    private final TextField name = Fields.name("Name", "budget-name");
    private final Dollars limit = Fields.tested(new Dollars("Limit"), "budget-limit");
    private final PeriodSelect period =
            Fields.tested(new PeriodSelect("Begins anew", "month").withTerms(), "budget-period");
    private final DatePicker startsOn = Fields.tested(new DatePicker("First day"), "budget-starts-on");
    private final DatePicker endsOn = Fields.tested(new DatePicker("Last day"), "budget-ends-on");
    private final Div term = new Div(startsOn, endsOn);
    private final Select<Boolean> hard = Fields.tested(new Select<>(), "budget-hard");
    private final Subjects subjects;
    private final BudgetRules rules;

    CreateBudgetForm(ControlPlane controlPlane, Workspace workspace, Runnable created) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.created = created;
        this.subjects = new Subjects(controlPlane, workspace, this::preview);
        this.rules = new BudgetRules(controlPlane, workspace, this::preview);
    }

    /** For a place of the tree. */
    void openFor(BudgetNode place) {
        subjects.is(place);
        form.setHeaderTitle("Create a budget for " + place.name());
        open();
    }

    void open() {
        limit.setRequiredIndicatorVisible(true);
        term.addClassName("form-pair");
        term.setVisible(false);
        startsOn.setManualValidation(true);
        endsOn.setManualValidation(true);
        hard.setLabel("At the limit");
        hard.setItems(true, false);
        hard.setItemLabelGenerator(one -> one ? "Refuse (hard)" : "Warn only (soft)");
        hard.setValue(true);
        Div money = new Div(limit, period);
        money.addClassName("form-pair");
        Div whom = new Div(subjects.scopeField(), subjects.subjectField());
        whom.addClassName("form-pair");
        form.fields(name, money, term, whom, rules.details(hard));
        rules.offer(null);
        form.errors()
                .at("name", name)
                .at("limitUsd", limit)
                .at("period", period)
                .at("startsOn", startsOn)
                .at("endsOn", endsOn);
        subjects.errorsAt(form.errors());
        rules.errorsAt(form.errors());
        listen();
        preview();
        form.open();
        name.focus();
    }

    private void listen() {
        limit.addValueChangeListener(change -> limit.check(false));
        period.addValueChangeListener(change -> term.setVisible("term".equals(change.getValue())));
        name.addValueChangeListener(change -> preview());
        limit.addValueChangeListener(change -> preview());
        period.addValueChangeListener(change -> preview());
        startsOn.addValueChangeListener(change -> preview());
        endsOn.addValueChangeListener(change -> preview());
        hard.addValueChangeListener(change -> preview());
    }

    private void preview() {
        form.preview(limit.nanos()
                .map(nanos -> subjects.who() + (hard.getValue() ? " can spend at most " : " is warned about above ")
                        + Amounts.text(nanos) + " " + Words.each(period.getValue()) + onWhat() + "; "
                        + (hard.getValue() ? atTheCap() : "nothing is refused."))
                .orElse(""));
    }

    private String onWhat() {
        return rules.models().isEmpty() ? "" : " on " + Words.list(rules.models(), 3);
    }

    private String atTheCap() {
        String model = rules.downgradeModel();
        return switch (rules.atCap()) {
            case "downgrade" -> "what no longer fits goes to " + (model == null ? "another model" : model) + ".";
            case "ask" -> "what no longer fits is refused with 402 and the way to ask for more.";
            default -> "what no longer fits is refused with 402.";
        };
    }

    private void create() {
        boolean fine = Fields.checkNamed(name, "A name is needed.")
                & limit.check(true)
                & subjects.check()
                & rules.check()
                & checkTerm();
        if (!fine) {
            return;
        }
        boolean isTerm = period.getValue().equals("term");
        CreateBudget request = new CreateBudget(
                name.getValue().strip(),
                subjects.scope(),
                subjects.id(),
                period.getValue(),
                isTerm ? startsOn.getValue() : null,
                isTerm ? endsOn.getValue() : null,
                limit.text(),
                hard.getValue(),
                rules.models(),
                rules.mode(),
                rules.atCap(),
                rules.downgradeModel(),
                rules.carryOver(),
                rules.owner());
        controlPlane.budgets().create(workspace.organizationId(), retries.keyFor(request), request);
        form.close();
        created.run();
        Notices.done(request.name() + " is in force.");
    }

    private boolean checkTerm() {
        if (!period.getValue().equals("term")) {
            return true;
        }
        boolean begun = startsOn.getValue() != null;
        startsOn.setErrorMessage("A term has a first day.");
        startsOn.setInvalid(!begun);
        boolean ended =
                endsOn.getValue() != null && (!begun || !endsOn.getValue().isBefore(startsOn.getValue()));
        endsOn.setErrorMessage(endsOn.getValue() == null ? "A term has a last day." : "It ends before it begins.");
        endsOn.setInvalid(!ended);
        return begun && ended;
    }
}
