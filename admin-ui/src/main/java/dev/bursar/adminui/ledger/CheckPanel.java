package dev.bursar.adminui.ledger;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Times;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.time.Instant;
import java.util.Optional;

/** Do events, budgets and ledger say the same, to the nano? */
final class CheckPanel extends Composite<Panel> {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private final transient Workspace workspace;
    private final Div result = new Div();
    private final Panel panel = new Panel("Comparison of the books", result).withTest("ledger-check");

    CheckPanel(ControlPlane controlPlane, Workspace workspace) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        result.addClassName("column");
        if (workspace.may(Action.WRITE_LEDGER)) {
            panel.withActions(Buttons.plain("Compare now", "check-now", this::compare));
        }
        last().ifPresentOrElse(this::show, this::none);
    }

    @Override
    protected Panel initContent() {
        return panel;
    }

    private Optional<LedgerCheck> last() {
        try {
            return Optional.of(controlPlane.ledger().check(workspace.organizationId()));
        } catch (RefusedException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void compare() {
        LedgerCheck check = controlPlane.ledger().checkNow(workspace.organizationId());
        show(check);
        Notices.done(check.differences().isEmpty() ? "The books agree." : "The books differ.");
    }

    private void none() {
        result.removeAll();
        result.add(new Span("Not compared yet. It happens by itself from time to time."));
    }

    private void show(LedgerCheck check) {
        result.removeAll();
        boolean agree = check.differences().isEmpty();
        StateBadge badge = new StateBadge(
                agree ? "The books agree" : Words.plural(check.differences().size(), "difference", "differences"),
                agree ? StateBadge.Tone.GOOD : StateBadge.Tone.BAD);
        badge.getElement().setAttribute("data-test", "check-result");
        Span when = new Span(Words.plural(check.compared(), "sum", "sums") + " of usage events, budgets and ledger"
                + " compared "
                + Times.relative(check.at().toInstant(), workspace.clock().instant())
                + (agree ? ", equal to the nano." : "."));
        when.addClassName("soft");
        Div line = new Div(badge, when);
        line.addClassName("title-line");
        result.add(line);
        check.differences().forEach(difference -> result.add(row(difference)));
    }

    private Div row(LedgerCheck.Difference difference) {
        Span what = new Span(Words.sentence(difference.what()));
        what.addClassName("strong");
        Span subject = new Span(difference.subject());
        subject.addClassNames("mono", "soft");
        Div first = new Div(what, subject);
        first.addClassName("row-line");
        Span amounts = new Span("should be $" + difference.expected().usd() + ", is $"
                + difference.found().usd());
        amounts.addClassName("money");
        Div row = new Div(first, amounts);
        if (difference.since() != null) {
            Instant now = workspace.clock().instant();
            row.add(TimeText.ago(difference.since(), now, ""));
        }
        row.addClassName("row");
        return row;
    }
}
