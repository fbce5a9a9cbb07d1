package dev.bursar.adminui.request;

import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.adminapi.budget.AnswerRequest;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;

/** Approves or declines, with a word to whoever asked. */
final class AnswerForm {
    private static final int LONGEST = 1_000;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final BudgetRequest request;
    private final boolean approve;
    private final Runnable answered;
    private final Form form;
    private final TextArea answer = Fields.words("Answer", "request-answer", LONGEST);

    AnswerForm(
            ControlPlane controlPlane, Workspace workspace, BudgetRequest request, boolean approve, Runnable answered) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.request = request;
        this.approve = approve;
        this.answered = answered;
        String title = (approve ? "Approve " : "Decline ") + Amounts.text(request.amount()) + " more for "
                + request.budget().name();
        this.form = new Form(title, approve ? "Approve" : "Decline", "answer-form", this::send);
    }

    void open() {
        answer.setPlaceholder(approve ? "Nothing to say" : "Why not, and what to do instead");
        answer.setHelperText("Shown to " + request.askedBy() + ".");
        form.fields(answer);
        form.errors().at("answer", answer);
        form.preview(consequence());
        form.open();
        answer.focus();
    }

    private String consequence() {
        if (!approve) {
            return "The limit stays at " + Amounts.text(request.budget().limit()) + ".";
        }
        boolean last = RequestStates.approvals(request) + 1 >= request.approvalsNeeded();
        String raised =
                Amounts.text(request.budget().limit().nanos() + request.amount().nanos());
        return last
                ? "The limit goes to " + raised + " within two seconds."
                : "Yours is the first of " + request.approvalsNeeded() + " approvals: the limit goes to " + raised
                        + " with the last one.";
    }

    private void send() {
        String words = answer.getValue().strip();
        AnswerRequest said = new AnswerRequest(words.isEmpty() ? null : words);
        if (approve) {
            controlPlane.requests().approve(workspace.organizationId(), request.id(), said);
        } else {
            controlPlane.requests().decline(workspace.organizationId(), request.id(), said);
        }
        form.close();
        answered.run();
        Notices.done(approve ? "Approved." : "Declined.");
    }
}
