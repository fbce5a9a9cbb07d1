package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BurnDown;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.AskForMoreForm;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.ObjectPage;
import dev.bursar.adminui.component.PageHead;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.RequestTable;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One budget: where is its money, and will it last? {@code ?period=…} shows how an earlier period burnt down. */
@Route(value = "budgets/:budget", layout = Shell.class)
@PermitAll
public class BudgetPage extends ObjectPage<Budget> {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofMillis(2_500);
    private static final int ROWS = 20;

    private final Div header = column();
    private final Div money = new Div();
    private final Div facts = new Div();
    private transient BurnDownPanel burnDown = new BurnDownPanel(null);
    private transient AdjustmentsPanel adjustments;
    private PeriodTable periods = new PeriodTable("", new UUID(0, 0));
    private LeaseTable leases = new LeaseTable();
    private RequestTable requests = new RequestTable("");
    private transient HistoryList history;

    BudgetPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, controlPlane, "Budget", Action.READ_BUDGETS, "budget");
        adjustments = new AdjustmentsPanel(controlPlane, workspace, objectId(), this::again);
        history = HistoryList.of(controlPlane, workspace, "budget", objectId());
    }

    @Override
    protected Budget read(UUID id) {
        return ControlPlane.body(controlPlane().budgets().get(organizationId(), id));
    }

    @Override
    protected String name(Budget budget) {
        return budget.name();
    }

    @Override
    protected void frame(Location location) {
        burnDown = new BurnDownPanel(periodOf(location).orElse(null));
        adjustments = new AdjustmentsPanel(controlPlane(), workspace(), objectId(), this::again);
        periods = new PeriodTable(slug(), objectId());
        leases = new LeaseTable();
        requests = new RequestTable(slug());
        history = HistoryList.of(controlPlane(), workspace(), "budget", objectId());
        Div top = new Div(column(money, burnDown.panel(slug(), objectId())), column(facts));
        top.addClassName("overview-grid");
        content().add(header, top, adjustments.panel());
        addLists();
        live(POLL, this::poll);
    }

    private void addLists() {
        if (mayAnywhere(Action.READ_USAGE)) {
            content()
                    .add(new Panel("Charged requests", requests)
                            .withActions(periods.requestsOfPeriod())
                            .withTest("budget-requests"));
        }
        content().add(new Panel("Periods", periods).withTest("budget-periods"));
        content().add(new Panel("Leases: which gateway may spend how much", leases).withTest("budget-leases"));
        history.panel("budget-history").ifPresent(content()::add);
    }

    private static Optional<OffsetDateTime> periodOf(Location location) {
        try {
            return location.getQueryParameters().getSingleParameter("period").map(OffsetDateTime::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    protected void showMore(Budget budget) {
        adjustments.read(BudgetPlace.mayWrite(controlPlane(), workspace(), budget));
        history.read();
    }

    @Override
    protected void show(Budget budget) {
        BurnDown current = controlPlane().history().burnDown(organizationId(), objectId(), null);
        header.removeAll();
        header.add(head(
                budget,
                BudgetWords.headline(budget, current, workspace().clock().instant())));
        money.removeAll();
        money.add(new BudgetMoney(budget, slug()));
        facts.removeAll();
        facts.add(new BudgetFacts(budget, slug(), workspace().clock().instant()));
        burnDown.show(
                current,
                start -> controlPlane().history().burnDown(organizationId(), objectId(), start),
                workspace().clock().instant());
        periods.show(
                budget, (cursor, size) -> controlPlane().history().periods(organizationId(), objectId(), cursor, size));
        leases.show((cursor, size) -> controlPlane().budgets().leases(organizationId(), objectId(), cursor, size));
        if (mayAnywhere(Action.READ_USAGE)) {
            requests.show(controlPlane()
                    .usage()
                    .requests(organizationId(), null, objectId(), null, null, null, null, ROWS)
                    .items());
        }
    }

    private PageHead head(Budget budget, String sentence) {
        PageHead head =
                new PageHead(budget.name(), badges(budget)).lead(sentence).actions(actions(budget));
        head.sentence().getElement().setAttribute("data-test", "budget-headline");
        return head;
    }

    private static Component[] badges(Budget budget) {
        if (budget.state().equals("archived")) {
            return new Component[] {new StateBadge("Archived", StateBadge.Tone.CALM)};
        }
        return BudgetBar.isNearCap(budget)
                ? new Component[] {new StateBadge(BudgetBar.percentUsed(budget) + "% used", StateBadge.Tone.WARN)}
                : new Component[0];
    }

    private List<Component> actions(Budget budget) {
        List<Component> actions = new ArrayList<>();
        if (!budget.state().equals("active")) {
            return actions;
        }
        if (may(Action.ASK_FOR_MORE) && !budget.kind().equals("credit")) {
            actions.add(Buttons.plain(
                    "Ask for more",
                    "ask-for-more",
                    () -> new AskForMoreForm(controlPlane(), workspace(), budget).open()));
        }
        if (!budget.kind().equals("credit") && BudgetPlace.mayWrite(controlPlane(), workspace(), budget)) {
            actions.add(Buttons.plain("Top up", "top-up-budget", () -> adjustments.add(budget, "top_up")));
            actions.add(Buttons.plain("Override", "override-budget", () -> adjustments.add(budget, "override")));
            actions.add(Buttons.plain("Change limit", "edit-budget", () -> edit(budget)));
            actions.add(Buttons.danger("Archive", "archive-budget", () -> archive(budget)));
        }
        return actions;
    }

    private void edit(Budget budget) {
        new EditBudgetForm(controlPlane(), workspace(), budget, this::again).open();
    }

    private void archive(Budget budget) {
        Confirm.danger(
                "Archive " + budget.name() + "?",
                "It no longer limits " + budget.scopeName() + "; " + Amounts.text(budget.free())
                        + " in it stay unspent. Other budgets go on. It can't be undone.",
                "Archive budget",
                () -> {
                    controlPlane().budgets().archive(organizationId(), objectId());
                    again();
                    Notices.done(budget.name() + " is archived.");
                });
    }
}
