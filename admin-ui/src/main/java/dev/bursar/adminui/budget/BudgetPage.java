package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BurnDown;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.AskForMoreForm;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Notices;
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
import org.jspecify.annotations.Nullable;

/** One budget: where is its money, and will it last? {@code ?period=…} shows how an earlier period burnt down. */
@Route(value = "budgets/:budget", layout = Shell.class)
@PermitAll
public class BudgetPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofMillis(2_500);
    private static final int ROWS = 20;

    private final transient ControlPlane controlPlane;
    private UUID id = new UUID(0, 0);
    private transient @Nullable Budget shown;
    private Div header = new Div();
    private Div money = new Div();
    private Div facts = new Div();
    private transient BurnDownPanel burnDown = new BurnDownPanel(null);
    private transient AdjustmentsPanel adjustments;
    private PeriodTable periods = new PeriodTable("", new UUID(0, 0));
    private LeaseTable leases = new LeaseTable();
    private RequestTable requests = new RequestTable("");
    private HistoryList history = new HistoryList("");

    BudgetPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Budget", Action.READ_BUDGETS);
        this.controlPlane = controlPlane;
        this.adjustments = new AdjustmentsPanel(controlPlane, workspace, id, () -> {});
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        id = id(parameters, "budget");
        header = new Div();
        header.addClassName("column");
        money = new Div();
        facts = new Div();
        burnDown = new BurnDownPanel(periodOf(location).orElse(null));
        adjustments = new AdjustmentsPanel(controlPlane, workspace(), id, this::read);
        periods = new PeriodTable(slug(), id);
        leases = new LeaseTable();
        requests = new RequestTable(slug());
        history = new HistoryList(slug());
        Div left = new Div(money, burnDown.panel(slug(), id));
        left.addClassName("column");
        Div right = new Div(facts);
        right.addClassName("column");
        Div top = new Div(left, right);
        top.addClassName("overview-grid");
        add(header, top, adjustments.panel());
        addLists();
        read();
        live(POLL, this::poll);
    }

    private void addLists() {
        if (mayAnywhere(Action.READ_USAGE)) {
            add(new Panel("Charged requests", requests)
                    .withActions(periods.requestsOfPeriod())
                    .withTest("budget-requests"));
        }
        add(new Panel("Periods", periods).withTest("budget-periods"));
        add(new Panel("Leases: which gateway may spend how much", leases).withTest("budget-leases"));
        if (may(Action.READ_AUDIT)) {
            add(new Panel("History", history).withTest("budget-history"));
        }
    }

    private static Optional<OffsetDateTime> periodOf(Location location) {
        try {
            return location.getQueryParameters().getSingleParameter("period").map(OffsetDateTime::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void read() {
        Budget budget = ControlPlane.body(controlPlane.budgets().get(organizationId(), id));
        show(budget);
        adjustments.read(BudgetPlace.mayWrite(controlPlane, workspace(), budget));
        if (may(Action.READ_AUDIT)) {
            history.show(controlPlane
                    .audit()
                    .list(organizationId(), "budget", id.toString(), null, null, null, ROWS)
                    .items());
        }
    }

    private void poll() {
        Budget now = ControlPlane.body(controlPlane.budgets().get(organizationId(), id));
        if (!now.equals(shown)) {
            show(now);
        }
    }

    private void show(Budget budget) {
        shown = budget;
        titled(budget.name());
        BurnDown current = controlPlane.history().burnDown(organizationId(), id, null);
        header.removeAll();
        header.add(header(
                budget,
                BudgetWords.headline(budget, current, workspace().clock().instant())));
        money.removeAll();
        money.add(new BudgetMoney(budget, slug()));
        facts.removeAll();
        facts.add(new BudgetFacts(budget, slug(), workspace().clock().instant()));
        burnDown.show(
                current,
                start -> controlPlane.history().burnDown(organizationId(), id, start),
                workspace().clock().instant());
        periods.show(budget, (cursor, size) -> controlPlane.history().periods(organizationId(), id, cursor, size));
        leases.show((cursor, size) -> controlPlane.budgets().leases(organizationId(), id, cursor, size));
        if (mayAnywhere(Action.READ_USAGE)) {
            requests.show(controlPlane
                    .usage()
                    .requests(organizationId(), null, id, null, null, null, null, ROWS)
                    .items());
        }
    }

    private Header header(Budget budget, String sentence) {
        Div title = new Div(new H1(budget.name()));
        title.addClassName("title-line");
        if (budget.state().equals("archived")) {
            title.add(new StateBadge("Archived", StateBadge.Tone.CALM));
        } else if (BudgetBar.isNearCap(budget)) {
            title.add(new StateBadge(BudgetBar.percentUsed(budget) + "% used", StateBadge.Tone.WARN));
        }
        Paragraph lead = new Paragraph(sentence);
        lead.addClassName("lead");
        lead.getElement().setAttribute("data-test", "budget-headline");
        Div actions = new Div(actions(budget).toArray(Component[]::new));
        actions.addClassName("page-actions");
        Header all = new Header(new Div(title, lead), actions);
        all.addClassName("page-header");
        return all;
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
                    () -> new AskForMoreForm(controlPlane, workspace(), budget).open()));
        }
        if (!budget.kind().equals("credit") && BudgetPlace.mayWrite(controlPlane, workspace(), budget)) {
            actions.add(Buttons.plain("Top up", "top-up-budget", () -> adjustments.add(budget, "top_up")));
            actions.add(Buttons.plain("Override", "override-budget", () -> adjustments.add(budget, "override")));
            actions.add(Buttons.plain("Change limit", "edit-budget", () -> edit(budget)));
            actions.add(Buttons.danger("Archive", "archive-budget", () -> archive(budget)));
        }
        return actions;
    }

    private void edit(Budget budget) {
        new EditBudgetForm(controlPlane, workspace(), budget, this::read).open();
    }

    private void archive(Budget budget) {
        Confirm.danger(
                "Archive " + budget.name() + "?",
                "It no longer limits " + budget.scopeName() + "; " + Amounts.text(budget.free())
                        + " in it stay unspent. Other budgets go on. It can't be undone.",
                "Archive budget",
                () -> {
                    controlPlane.budgets().archive(organizationId(), id);
                    read();
                    Notices.done(budget.name() + " is archived.");
                });
    }
}
