package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.Lease;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RequestTable;
import dev.bursar.adminui.component.Stat;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One budget: where is its money? */
@Route(value = "budgets/:budget", layout = Shell.class)
@PermitAll
public class BudgetPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofMillis(2_500);
    private static final int ROWS = 20;

    private final transient ControlPlane controlPlane;
    private UUID id = new UUID(0, 0);
    private transient @Nullable Budget shown;
    private Div top = new Div();
    private Table<Lease> leases = new Table<>("Leases", "leases-table");
    private RequestTable requests = new RequestTable("");
    private HistoryList history = new HistoryList("");

    BudgetPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Budget", Action.READ_BUDGETS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        id = id(parameters, "budget");
        top = new Div();
        leases = leaseTable();
        requests = new RequestTable(slug());
        history = new HistoryList(slug());
        add(top, new Panel("Leases: which gateway may spend how much", leases).withTest("budget-leases"));
        if (may(Action.READ_USAGE)) {
            add(new Panel("Charged requests", requests).withTest("budget-requests"));
        }
        if (may(Action.READ_AUDIT)) {
            add(new Panel("History", history).withTest("budget-history"));
        }
        read();
        live(POLL, this::poll);
    }

    private Table<Lease> leaseTable() {
        return new Table<Lease>("Leases", "leases-table")
                .column("Gateway", lease -> new Span(lease.node()))
                .column("State", "9rem", BudgetPage::leaseState)
                .number("Granted", "9rem", lease -> new MoneyText(lease.granted()))
                .number("Settled", "9rem", lease -> new MoneyText(lease.settled()))
                .number("In doubt", "9rem", lease -> new MoneyText(lease.inDoubt()))
                .number("Returned", "9rem", lease -> new MoneyText(lease.returned()))
                .compact(BudgetPage::compactLease)
                .whenEmpty(() -> new EmptyState(
                        Icon.SERVER,
                        "Nothing is leased",
                        "When a gateway serves the first request of this budget it leases a part of what is free."));
    }

    private static StateBadge leaseState(Lease lease) {
        return switch (lease.state()) {
            case "open" -> new StateBadge("Open", StateBadge.Tone.GOOD);
            case "in_doubt" -> new StateBadge("In doubt", StateBadge.Tone.WARN);
            default -> new StateBadge(Words.sentence(lease.state()), StateBadge.Tone.CALM);
        };
    }

    private static Component compactLease(Lease lease) {
        Div first = new Div(new Span(lease.node()), leaseState(lease));
        first.addClassName("row-line");
        Div second = new Div(new Span("Settled"), MoneyText.of(lease.settled(), lease.granted()));
        second.addClassName("row-line");
        Div cell = new Div(first, second);
        cell.addClassName("two-lines");
        return cell;
    }

    private void read() {
        show(ControlPlane.body(controlPlane.budgets().get(organizationId(), id)));
        readHistory();
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
        top.removeAll();
        Div panels = new Div(new Panel(Amounts.of(budget.spent(), budget.limit()), money(budget)), facts(budget));
        panels.addClassName("two-panels");
        top.addClassName("column");
        top.add(header(budget), panels);
        leases.show((cursor, size) -> controlPlane.budgets().leases(organizationId(), id, cursor, size));
        if (may(Action.READ_USAGE)) {
            requests.show(controlPlane
                    .usage()
                    .requests(organizationId(), null, budget.id(), null, null, null, null, ROWS)
                    .items());
        }
    }

    private void readHistory() {
        if (may(Action.READ_AUDIT)) {
            history.show(controlPlane
                    .audit()
                    .list(organizationId(), "budget", id.toString(), null, null, ROWS)
                    .items());
        }
    }

    private Header header(Budget budget) {
        Div title = new Div(new H1(budget.name()));
        title.addClassName("title-line");
        if (budget.state().equals("archived")) {
            title.add(new StateBadge("Archived", StateBadge.Tone.CALM));
        } else if (BudgetBar.isNearCap(budget)) {
            title.add(new StateBadge(BudgetBar.percentUsed(budget) + "% used", StateBadge.Tone.WARN));
        }
        Div actions = new Div();
        actions.addClassName("page-actions");
        if (may(Action.WRITE_BUDGETS) && budget.state().equals("active")) {
            actions.add(
                    Buttons.plain("Change limit", "edit-budget", () -> edit(budget)),
                    Buttons.danger("Archive", "archive-budget", () -> archive(budget)));
        }
        Header header = new Header(title, actions);
        header.addClassName("page-header");
        return header;
    }

    private static Div money(Budget budget) {
        Div stats = new Div(
                new Stat("Spent", "budget-spent").money(budget.spent()),
                new Stat("Held by gateways", "budget-held").money(budget.held()),
                new Stat("In doubt", "budget-in-doubt").money(budget.inDoubt()),
                new Stat("Free", "budget-free").money(budget.free()));
        stats.addClassName("stats");
        Div money = new Div(new BudgetBar(budget), BudgetBar.legend(), stats);
        if (budget.overrun().nanos() > 0) {
            Span overrun = new Span(
                    "Providers billed " + Amounts.text(budget.overrun()) + " more than the bound they had stated.");
            overrun.addClassName("problem");
            money.add(overrun);
        }
        money.addClassName("budget-money");
        return money;
    }

    private Panel facts(Budget budget) {
        Facts facts = new Facts()
                .fact("Id", new CopyableId(budget.id().toString(), "budget id"))
                .fact("Limits", scope(budget))
                .fact("At the limit", budget.hard() ? "Refuses (hard)" : "Warns only (soft)")
                .fact("Period", Words.sentence(Words.each(budget.period())))
                .fact("This period began", TimeText.at(budget.periodStart()))
                .fact(
                        "Begins anew",
                        TimeText.ago(budget.resetsAt(), workspace().clock().instant(), "Never"));
        return new Panel("Budget", facts);
    }

    private Component scope(Budget budget) {
        String name = Words.sentence(budget.scope()) + " " + budget.scopeName();
        return keyOf(budget).isPresent() ? Paths.link(name, Paths.key(slug(), budget.scopeId())) : new Span(name);
    }

    private static Optional<UUID> keyOf(Budget budget) {
        return budget.scope().equals("key") ? Optional.of(budget.scopeId()) : Optional.empty();
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
