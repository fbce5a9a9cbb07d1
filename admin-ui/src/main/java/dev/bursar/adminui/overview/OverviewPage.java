package dev.bursar.adminui.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.fleet.Fleet;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.usage.UsageReport;
import dev.bursar.adminapi.usage.UsageRequest;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Chart;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RowList;
import dev.bursar.adminui.component.Segments;
import dev.bursar.adminui.component.SpendPanel;
import dev.bursar.adminui.component.TimeRange;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What was spent today, and does anything need me? */
@Route(value = "", layout = Shell.class)
@PermitAll
public class OverviewPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofMillis(2_500);
    /** Budgets and gateways change less than spend: they are read at each third poll. */
    private static final int SLOW_EVERY = 3;

    private static final int BUDGETS_LOOKED_AT = 200;
    private static final int BUDGETS_SHOWN = 5;
    private static final int REFUSALS_SHOWN = 6;

    private final transient ControlPlane controlPlane;
    private final transient Today today;
    private final transient MoneyNeeds moneyNeeds;
    private TimeRange range = TimeRange.HOUR;
    private int polls;

    private Headline headline = new Headline();
    private SpendPanel spend = new SpendPanel(clicked -> {});
    private RowList<Budget> budgets = new RowList<>(one -> new Div(), "");
    private RowList<Key> keys = new RowList<>(one -> new Div(), "");
    private RowList<UsageRequest> refusals = new RowList<>(one -> new Div(), "");
    private RowList<OverviewRows.Serving> gateways = new RowList<>(one -> new Div(), "");
    private transient List<Needs.Need> knownMoneyNeeds = List.of();
    private List<Budget> knownBudgets = List.of();
    private List<Fleet.Gateway> knownGateways = List.of();

    OverviewPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Overview", Action.READ_ORGANIZATION);
        this.controlPlane = controlPlane;
        this.today = new Today(workspace, controlPlane);
        this.moneyNeeds = new MoneyNeeds(workspace, controlPlane);
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        headline = new Headline();
        spend = new SpendPanel(this::drill);
        OverviewRows rows = new OverviewRows(slug(), workspace().clock());
        budgets = rows.budgets();
        keys = rows.keys();
        refusals = rows.refusals();
        gateways = rows.gateways();
        if (mayAnywhere(Action.ISSUE_KEYS)) {
            spend.offer(Paths.link("Issue a key and make a first call.", Paths.page(slug(), "keys") + "?new=key"));
        }
        add(headline);
        Segments<TimeRange> ranges = Segments.ofRanges(this::choose);
        ranges.press(range);
        Div wide = new Div();
        wide.addClassName("column");
        Div narrow = new Div();
        narrow.addClassName("column");
        Div grid = new Div(wide, narrow);
        grid.addClassName("overview-grid");
        if (mayAnywhere(Action.READ_USAGE)) {
            wide.add(new Panel("Spend by model", spend)
                    .withActions(ranges, spend.tableSwitch())
                    .withTest("spend"));
        }
        if (mayAnywhere(Action.READ_BUDGETS)) {
            narrow.add(new Panel("Nearest to their cap", budgets, BudgetBar.legend())
                    .withActions(Paths.link("All budgets", Paths.page(slug(), "budgets")))
                    .withTest("budgets-near-cap"));
        }
        if (!mayAnywhere(Action.READ_BUDGETS) && mayAnywhere(Action.READ_KEYS)) {
            narrow.add(new Panel("Your keys", keys, BudgetBar.legend())
                    .withActions(Paths.link("All keys", Paths.page(slug(), "keys")))
                    .withTest("own-keys"));
        }
        if (mayAnywhere(Action.READ_USAGE)) {
            wide.add(new Panel("Recent refusals", refusals)
                    .withActions(Paths.link("All requests", Paths.page(slug(), "usage")))
                    .withTest("refusals"));
        }
        if (mayAnywhere(Action.READ_GATEWAYS)) {
            narrow.add(new Panel("Gateways", gateways)
                    .withActions(Paths.link("All gateways", Paths.page(slug(), "gateways")))
                    .withTest("gateways"));
        }
        add(grid);
        refreshSlow();
        refreshFast();
        live(POLL, this::poll);
    }

    private void choose(TimeRange chosen) {
        range = chosen;
        refreshFast();
    }

    private void poll() {
        if (++polls % SLOW_EVERY == 0) {
            refreshSlow();
        }
        refreshFast();
    }

    private void refreshFast() {
        if (mayAnywhere(Action.READ_USAGE)) {
            UsageReport report = today.report(range);
            spend.show(report);
            headline.showSpend(today.soFar(), today.yesterdayUntilNow());
        } else {
            headline.showFleet(knownGateways);
        }
        headline.showNeeds(Needs.of(slug(), knownMoneyNeeds, knownBudgets, knownGateways));
    }

    private void refreshSlow() {
        knownMoneyNeeds = moneyNeeds.read();
        if (mayAnywhere(Action.READ_BUDGETS)) {
            knownBudgets =
                    controlPlane.budgets().list(organizationId(), null, null, null, BUDGETS_LOOKED_AT).items().stream()
                            .filter(budget -> budget.state().equals("active"))
                            .toList();
            budgets.show(nearest());
        }
        if (!mayAnywhere(Action.READ_BUDGETS) && mayAnywhere(Action.READ_KEYS)) {
            keys.show(controlPlane
                    .keys()
                    .list(organizationId(), "active", null, null, null, null, null, null, BUDGETS_SHOWN)
                    .items());
        }
        if (mayAnywhere(Action.READ_GATEWAYS)) {
            Fleet fleet = controlPlane.gateways().fleet(organizationId());
            knownGateways = fleet.gateways();
            gateways.show(fleet.gateways().stream()
                    .map(gateway -> new OverviewRows.Serving(gateway, fleet.headRevision()))
                    .toList());
        }
        if (mayAnywhere(Action.READ_USAGE)) {
            refusals.show(controlPlane
                    .usage()
                    .requests(organizationId(), null, null, null, null, "refused", null, REFUSALS_SHOWN)
                    .items());
        }
    }

    private List<Budget> nearest() {
        return knownBudgets.stream()
                .sorted(Comparator.comparingInt(BudgetBar::percentUsed).reversed())
                .limit(BUDGETS_SHOWN)
                .toList();
    }

    private void drill(Chart.Clicked clicked) {
        Paths.open(Paths.page(slug(), "usage") + "?" + Paths.parameter("range", range.code()));
    }
}
