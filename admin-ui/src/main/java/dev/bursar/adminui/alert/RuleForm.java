package dev.bursar.adminui.alert;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.notice.AlertChannel;
import dev.bursar.adminapi.notice.AlertRule;
import dev.bursar.adminapi.notice.WriteAlertRule;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Lookup;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule: what is watched, and who is told. */
final class RuleForm {
    private static final int MOST_OFFERED = 200;
    private static final int USUAL_PERCENT = 80;
    private static final int MOST_PERCENT = 1_000;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final @Nullable AlertRule rule;
    private final Runnable saved;
    private final Retries retries = new Retries();
    private final boolean everywhere;
    private final boolean reads;
    private final Form form;
    private final TextField name = Fields.name("Name", "rule-name");
    private final Select<String> kind = Fields.tested(new Select<>(), "rule-kind");
    private final IntegerField percent = Fields.tested(new IntegerField("Percent of the limit"), "rule-percent");
    private final ComboBox<Budget> budget = Fields.tested(new ComboBox<>("Budget"), "rule-budget");
    private final MultiSelectComboBox<AlertChannel> channels =
            Fields.tested(new MultiSelectComboBox<>("Tells"), "rule-channels");
    private final Checkbox owner = Fields.tested(new Checkbox("E-mail the budget's owner as well"), "rule-owner");

    /** @param rule null: a new one */
    RuleForm(ControlPlane controlPlane, Workspace workspace, @Nullable AlertRule rule, Runnable saved) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.rule = rule;
        this.saved = saved;
        this.everywhere = workspace.may(Action.WRITE_ALERTS);
        this.reads = workspace.may(Action.READ_ALERTS);
        this.form = new Form(
                rule == null ? "Create a rule" : "Edit " + rule.name(),
                rule == null ? "Create rule" : "Save",
                "rule-form",
                this::save);
    }

    void open() {
        kind.setLabel("When");
        kind.setItems("threshold", "forecast", "anomaly");
        kind.setItemLabelGenerator(RuleForm::label);
        percent.setMin(1);
        percent.setMax(MOST_PERCENT);
        percent.setManualValidation(true);
        budget.setPlaceholder(everywhere ? "Every budget" : "Choose a budget");
        budget.setManualValidation(true);
        budget.setClearButtonVisible(true);
        budget.setItemLabelGenerator(Budget::name);
        channels.setPlaceholder("Nobody: only the console");
        channels.setItemLabelGenerator(AlertChannel::name);
        channels.setWidthFull();
        fill();
        form.fields(name, kind, percent, budget);
        if (reads) {
            form.fields(channels);
        } else {
            owner.setLabel("E-mail the budget's owner");
        }
        form.fields(owner);
        form.errors().at("name", name).at("kind", kind).at("percent", percent);
        form.errors().at("budgetId", budget).at("channelIds", channels);
        kind.addValueChangeListener(change -> {
            percent.setVisible("threshold".equals(change.getValue()));
            preview();
        });
        percent.addValueChangeListener(change -> preview());
        budget.addValueChangeListener(change -> preview());
        channels.addValueChangeListener(change -> preview());
        owner.addValueChangeListener(change -> preview());
        preview();
        form.open();
        name.focus();
    }

    private void fill() {
        UUID organization = workspace.organizationId();
        Lookup.offer(
                budget,
                (part, most) -> controlPlane.budgets().list(organization, null, part, null, most).items().stream()
                        .filter(one -> one.state().equals("active"))
                        .toList());
        List<AlertChannel> offered = reads ? active(organization) : List.of();
        channels.setItems(offered);
        kind.setValue(rule == null ? "threshold" : rule.kind());
        percent.setValue(rule == null || rule.percent() == null ? USUAL_PERCENT : rule.percent());
        percent.setVisible(kind.getValue().equals("threshold"));
        if (rule == null) {
            channels.setValue(offered);
            // Whoever may tell no channel tells somebody all the same.
            owner.setValue(!reads);
            return;
        }
        name.setValue(rule.name());
        owner.setValue(rule.tellOwner());
        if (rule.budgetId() != null) {
            budget.setValue(ControlPlane.body(controlPlane.budgets().get(organization, rule.budgetId())));
        }
        channels.setValue(offered.stream()
                .filter(one -> rule.channelIds().contains(one.id()))
                .collect(Collectors.toSet()));
    }

    private List<AlertChannel> active(UUID organization) {
        return controlPlane.alerts().channels(organization, null, MOST_OFFERED).items().stream()
                .filter(one -> one.state().equals("active"))
                .toList();
    }

    private static String label(String kind) {
        return switch (kind) {
            case "forecast" -> "The limit will be reached before the period ends";
            case "anomaly" -> "Far more is spent than usual";
            default -> "A share of the limit is spent";
        };
    }

    private void preview() {
        Budget one = budget.getValue();
        String of = one == null ? everywhere ? "any budget" : "the budget" : one.name();
        String when = switch (kind.getValue()) {
            case "forecast" -> "When " + of + " is about to run out early";
            case "anomaly" -> "When far more than usual is spent of " + of;
            default -> "When " + percent.getValue() + "% of " + of + " is spent";
        };
        int others = reads || rule == null ? 0 : rule.channelIds().size();
        List<String> told = Stream.of(
                        owner.getValue() ? Stream.of("the budget's owner") : Stream.<String>empty(),
                        channels.getValue().stream().map(AlertChannel::name),
                        others == 0 ? Stream.<String>empty() : Stream.of("who was told before"))
                .flatMap(all -> all)
                .toList();
        form.preview(when + ", "
                + (told.isEmpty()
                        ? "it is listed here and nobody is told."
                        : Words.list(told, 3) + " is told, once for each crossing."));
    }

    private void save() {
        if (!(Fields.checkNamed(name, "A name is needed.") & checkPercent() & checkBudget())) {
            return;
        }
        Budget one = budget.getValue();
        WriteAlertRule request = new WriteAlertRule(
                name.getValue().strip(),
                kind.getValue(),
                kind.getValue().equals("threshold") ? percent.getValue() : null,
                one == null ? null : one.id(),
                told(),
                owner.getValue());
        try {
            send(request);
        } catch (RefusedException e) {
            if (!e.isConflict()) {
                throw e;
            }
            form.close();
            saved.run();
            Notices.failed("Somebody else changed this rule meanwhile; nothing of yours was saved. Look at it as it is"
                    + " now and edit it again.");
            return;
        }
        form.close();
        saved.run();
        Notices.done(request.name() + " is watching.");
    }

    /** Who sees no channels leaves them as they are. */
    private List<UUID> told() {
        if (reads) {
            return channels.getValue().stream().map(AlertChannel::id).toList();
        }
        return rule == null ? List.of() : rule.channelIds();
    }

    /** A rule for every budget is the organization's. */
    private boolean checkBudget() {
        boolean fine = everywhere || budget.getValue() != null;
        budget.setErrorMessage("Choose the budget that is watched.");
        budget.setInvalid(!fine);
        return fine;
    }

    private void send(WriteAlertRule request) {
        if (rule == null) {
            controlPlane.alerts().createRule(workspace.organizationId(), retries.keyFor(request), request);
        } else {
            controlPlane
                    .alerts()
                    .updateRule(workspace.organizationId(), rule.id(), ControlPlane.tag(rule.version()), request);
        }
    }

    private boolean checkPercent() {
        Integer value = percent.getValue();
        boolean fine = !kind.getValue().equals("threshold") || (value != null && value >= 1 && value <= MOST_PERCENT);
        percent.setErrorMessage("1 to " + MOST_PERCENT + ".");
        percent.setInvalid(!fine);
        return fine;
    }
}
