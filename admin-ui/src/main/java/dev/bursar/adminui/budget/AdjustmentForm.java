package dev.bursar.adminui.budget;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.CreateAdjustment;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Dollars;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.Times;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A top-up or an override; break-glass only with its consequence in view. */
final class AdjustmentForm {
    private static final int LONGEST_REASON = 1_000;
    private static final Duration BREAK_GLASS_LASTS = Duration.ofHours(4);

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Budget budget;
    private final String kind;
    private final Runnable changed;
    private final Retries retries = new Retries();
    private final Form form;
    private final Dollars amount;
    private final TextArea reason = Fields.words("Why", "adjustment-reason", LONGEST_REASON);
    private final DateTimePicker until = Fields.tested(new DateTimePicker("Ends"), "adjustment-until");
    private final Checkbox breakGlass =
            Fields.tested(new Checkbox("Break the glass: it is an emergency"), "adjustment-break-glass");

    AdjustmentForm(ControlPlane controlPlane, Workspace workspace, Budget budget, String kind, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.budget = budget;
        this.kind = kind;
        this.changed = changed;
        this.amount = Fields.tested(new Dollars(isTopUp() ? "Add" : "Limit until then"), "adjustment-amount");
        this.form = new Form(
                (isTopUp() ? "Top up " : "Override ") + budget.name(),
                isTopUp() ? "Top up" : "Override",
                "adjustment-form",
                this::create);
    }

    private boolean isTopUp() {
        return kind.equals("top_up");
    }

    void open() {
        until.setHelperText(isTopUp() ? "Empty: with the period." : "The owner's own limit is in force again then.");
        until.setStep(Duration.ofMinutes(15));
        until.setManualValidation(true);
        until.setMin(now());
        breakGlass.setHelperText(
                "Goes past the four-eyes rule, for at most 24 hours. Every administrator is told at once, with your"
                        + " name and reason, and it stays in the audit log.");
        form.fields(amount, reason, until, breakGlass);
        form.errors().at("amountUsd", amount).at("reason", reason).at("expiresAt", until);
        amount.addValueChangeListener(change -> {
            amount.check(false);
            preview();
        });
        until.addValueChangeListener(change -> preview());
        breakGlass.addValueChangeListener(change -> {
            if (change.getValue() && until.getValue() == null) {
                until.setValue(now().plus(BREAK_GLASS_LASTS));
            }
            form.verb(change.getValue() ? "Break the glass" : isTopUp() ? "Top up" : "Override");
            preview();
        });
        form.open();
        amount.focus();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(workspace.clock().instant(), Times.readersZone())
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    }

    private void preview() {
        form.preview(amount.nanos().map(this::effect).orElse(""));
    }

    private String effect(long nanos) {
        long others = budget.carried().nanos() + budget.toppedUp().nanos();
        long limit = isTopUp() ? budget.limit().nanos() + nanos : nanos + others;
        long free = Math.max(
                0,
                limit
                        - budget.spent().nanos()
                        - budget.held().nanos()
                        - budget.inDoubt().nanos());
        OffsetDateTime end = end();
        return "The limit goes from " + Amounts.text(budget.limit()) + " to " + Amounts.text(limit)
                + until(end) + ". "
                + (free == 0 ? "Nothing will be free." : Amounts.text(free) + " will be free.")
                + (breakGlass.getValue() ? " Every administrator is told." : "");
    }

    private String until(@Nullable OffsetDateTime end) {
        if (end != null) {
            return " until " + Times.minute(end.toInstant());
        }
        return isTopUp() ? " until the period ends" : "; say when it ends";
    }

    private @Nullable OffsetDateTime end() {
        LocalDateTime at = until.getValue();
        return at == null ? null : at.atZone(Times.readersZone()).toOffsetDateTime();
    }

    private void create() {
        boolean fine = amount.check(true)
                & Fields.checkWords(reason, "A reason is needed: it stays in the audit log.")
                & checkEnd();
        if (!fine) {
            return;
        }
        CreateAdjustment request = new CreateAdjustment(
                kind, amount.text(), null, end(), reason.getValue().strip(), breakGlass.getValue() ? true : null);
        controlPlane.adjustments().create(workspace.organizationId(), budget.id(), retries.keyFor(request), request);
        form.close();
        changed.run();
        Notices.done("Done. Gateways have the new limit within two seconds.");
    }

    private boolean checkEnd() {
        boolean needed = !isTopUp() || breakGlass.getValue();
        boolean fine = end() != null || !needed;
        until.setErrorMessage(breakGlass.getValue() ? "Within 24 hours." : "An override has an end.");
        until.setInvalid(!fine);
        return fine;
    }
}
