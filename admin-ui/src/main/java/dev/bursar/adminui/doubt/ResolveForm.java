package dev.bursar.adminui.doubt;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.budget.ResolveDoubt;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Dollars;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;

/** A person proves what was spent of an amount in doubt, or decides it. */
final class ResolveForm {
    private static final int LONGEST_REASON = 1_000;
    private static final String RECORD = "provider_record";
    private static final String WRITE_OFF = "write_off";

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Doubt doubt;
    private final Runnable resolved;
    private final Retries retries = new Retries();
    private final Form form = new Form("Resolve what is in doubt", "Resolve", "resolve-form", this::resolve);
    private final Select<String> proof = Fields.tested(new Select<>(), "resolve-proof");
    private final Dollars spent = Fields.tested(new Dollars("Of it was spent"), "resolve-spent");
    private final TextArea reason = Fields.words("Reason", "resolve-reason", LONGEST_REASON);

    ResolveForm(ControlPlane controlPlane, Workspace workspace, Doubt doubt, Runnable resolved) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.doubt = doubt;
        this.resolved = resolved;
    }

    void open() {
        proof.setLabel("Proof");
        proof.setItems(RECORD, WRITE_OFF);
        proof.setItemLabelGenerator(
                one -> one.equals(RECORD) ? "The provider's record says it" : "None: I write it off");
        proof.setValue(RECORD);
        spent.setHelperText("$0.00 to " + Amounts.text(doubt.amount()) + ".");
        reason.setPlaceholder("The provider's request id or invoice line");
        form.fields(proof, spent, reason);
        form.errors().at("proof", proof).at("spentUsd", spent).at("reason", reason);
        proof.addValueChangeListener(change -> {
            boolean record = RECORD.equals(change.getValue());
            reason.setPlaceholder(
                    record ? "The provider's request id or invoice line" : "Why nobody can prove it any more");
            form.verb(record ? "Resolve" : "Write off");
            preview();
        });
        spent.addValueChangeListener(change -> {
            checkSpent(false);
            preview();
        });
        preview();
        form.open();
        spent.focus();
    }

    private void preview() {
        form.preview(spent.nanos()
                .filter(nanos -> nanos <= doubt.amount().nanos())
                .map(this::effect)
                .orElse(""));
    }

    private String effect(long nanos) {
        long rest = doubt.amount().nanos() - nanos;
        String where = Words.plural(doubt.budgets().size(), "budget", "budgets");
        return Amounts.text(nanos) + " becomes spent and " + Amounts.text(rest) + " is free again at " + where
                + ", at once and for good."
                + (proof.getValue().equals(WRITE_OFF) ? " The ledger shows it as a write-off, with your name." : "");
    }

    private boolean checkSpent(boolean required) {
        if (!spent.check(required)) {
            return false;
        }
        boolean fine =
                spent.nanos().map(nanos -> nanos <= doubt.amount().nanos()).orElse(true);
        spent.setErrorMessage("At most " + Amounts.text(doubt.amount()) + " is in doubt.");
        spent.setInvalid(!fine);
        return fine;
    }

    private void resolve() {
        if (!(checkSpent(true) & Fields.checkWords(reason, "A reason is needed: it stays in the audit log."))) {
            return;
        }
        ResolveDoubt request = new ResolveDoubt(
                proof.getValue(), spent.text(), reason.getValue().strip());
        controlPlane.doubts().resolve(workspace.organizationId(), doubt.id(), retries.keyFor(request), request);
        form.close();
        resolved.run();
        Notices.done("Resolved.");
    }
}
