package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Adjustment;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.UUID;

/** What changes a budget's limit for a while: top-ups and overrides, and their end. */
final class AdjustmentsPanel {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final UUID budgetId;
    private final Runnable changed;
    private final Table<Adjustment> table;
    private boolean mayEnd;

    AdjustmentsPanel(ControlPlane controlPlane, Workspace workspace, UUID budgetId, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.budgetId = budgetId;
        this.changed = changed;
        this.table = new Table<Adjustment>("Adjustments", "adjustments-table")
                .identifiedBy(Adjustment::id)
                .column("What", AdjustmentsPanel::what)
                .column("State", "8rem", AdjustmentsPanel::state)
                .number("Amount", "9rem", one -> new MoneyText(one.amount()))
                .column("Why", this::why)
                .column("Until", "9rem", AdjustmentsPanel::until)
                .column("", "6rem", this::end)
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.CLOCK,
                        "The limit is as its owner set it",
                        "A top-up adds to this period once; an override is the limit until it ends. Both end by"
                                + " themselves."));
    }

    Panel panel() {
        return new Panel("Top-ups and overrides", table).withTest("budget-adjustments");
    }

    /** @param ends whether the reader may end one */
    void read(boolean ends) {
        if (ends != mayEnd) {
            mayEnd = ends;
            table.redraw();
        }
        table.show(
                (cursor, size) -> controlPlane.adjustments().list(workspace.organizationId(), budgetId, cursor, size));
    }

    /** @param kind {@code top_up} or {@code override} */
    void add(Budget budget, String kind) {
        new AdjustmentForm(controlPlane, workspace, budget, kind, changed).open();
    }

    private static Component what(Adjustment one) {
        Div cell = new Div(new Span(name(one)));
        cell.addClassName("badges");
        if (one.breakGlass()) {
            cell.add(new StateBadge("Break-glass", StateBadge.Tone.BAD));
        }
        return cell;
    }

    private static String name(Adjustment one) {
        return one.kind().equals("top_up") ? "Top-up" : "Override";
    }

    private static StateBadge state(Adjustment one) {
        return new StateBadge(
                Words.sentence(one.state()),
                one.state().equals("active") ? StateBadge.Tone.GOOD : StateBadge.Tone.CALM);
    }

    private Component why(Adjustment one) {
        Span who = new Span("by " + one.createdBy());
        who.addClassName("soft");
        Div cell = new Div(new Span(one.reason()), who);
        if (one.requestId() != null) {
            cell.add(Paths.link("The request", Paths.requestForMore(workspace.slug(), one.requestId())));
        }
        cell.addClassName("two-lines");
        return cell;
    }

    private static Component until(Adjustment one) {
        return one.expiresAt() == null ? new Span("Its period ends") : TimeText.at(one.expiresAt());
    }

    private Component end(Adjustment one) {
        boolean may = mayEnd && !one.state().equals("ended");
        return may ? Buttons.quiet("End", "end-adjustment", () -> askToEnd(one)) : new Span();
    }

    private void askToEnd(Adjustment one) {
        Confirm.danger(
                "End this " + name(one).toLowerCase(java.util.Locale.ROOT) + " now?",
                one.kind().equals("top_up")
                        ? "The limit is " + Amounts.text(one.amount())
                                + " lower at once. What was spent of it stays spent."
                        : "The owner's own limit is in force again at once. What was spent stays spent.",
                "End it",
                () -> {
                    controlPlane.adjustments().end(workspace.organizationId(), budgetId, one.id());
                    changed.run();
                    Notices.done("Ended.");
                });
    }

    private Component compact(Adjustment one) {
        Div first = new Div(what(one), new MoneyText(one.amount()));
        first.addClassName("row-line");
        Div second = new Div(state(one), end(one));
        second.addClassName("row-line");
        Div cell = new Div(first, new Span(one.reason()), second);
        cell.addClassName("two-lines");
        return cell;
    }
}
