package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Segments;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be spent, and how much of it is gone? */
@Route(value = "budgets", layout = Shell.class)
@PermitAll
public class BudgetsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final String ANY_SCOPE = "all";
    private static final Duration POLL = Duration.ofSeconds(3);

    private final transient ControlPlane controlPlane;
    private Table<Budget> table = new Table<>("Budgets", "budgets-table");
    private String scope = ANY_SCOPE;

    BudgetsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Budgets", Action.READ_BUDGETS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head(
                "Budgets",
                "A hard budget is never overspent: gateways lease from it before they serve, and refuse what no longer"
                        + " fits.",
                actions());
        Segments<String> scopes = new Segments<>(
                "Scope",
                List.of(ANY_SCOPE, "organization", "member", "key"),
                Words::sentence,
                one -> "scope-" + one,
                chosen -> {
                    scope = chosen;
                    refresh();
                });
        scopes.press(scope);
        Div filters = new Div(scopes, BudgetBar.legend());
        filters.addClassName("filters");
        add(filters);
        table = new Table<Budget>("Budgets", "budgets-table")
                .column("Budget", this::name)
                .column("Spent, held, in doubt, free", BudgetBar::new)
                .number("Spent of limit", "13rem", budget -> MoneyText.of(budget.spent(), budget.limit()))
                .number("Free", "8rem", budget -> new MoneyText(budget.free()))
                .column("Begins anew", "9rem", this::reset)
                .compact(this::compact)
                .opens(budget -> Paths.budget(slug(), budget.id()))
                .whenEmpty(this::nothing);
        add(table);
        refresh();
        live(POLL, this::refreshIfShort);
    }

    private Component[] actions() {
        CsvLink csv = new CsvLink("budgets", this::csv);
        if (!may(Action.WRITE_BUDGETS)) {
            return new Component[] {csv};
        }
        Button create = Buttons.primary("Create budget", "create-budget", this::create);
        create.setIcon(Icon.PLUS.create());
        return new Component[] {csv, create};
    }

    private void create() {
        new CreateBudgetForm(controlPlane, workspace(), this::refresh).open();
    }

    private void refresh() {
        table.show((cursor, size) ->
                controlPlane.budgets().list(organizationId(), scope.equals(ANY_SCOPE) ? null : scope, cursor, size));
    }

    private void refreshIfShort() {
        if (table.isShort()) {
            refresh();
        }
    }

    private Component nothing() {
        Component[] step = may(Action.WRITE_BUDGETS)
                ? new Component[] {Buttons.primary("Create the first budget", "create-first-budget", this::create)}
                : new Component[0];
        return new EmptyState(
                Icon.WALLET,
                "No budget here yet",
                "A budget limits what the organization, a person or a key may spend in a day, a month or in total. A"
                        + " key that is issued with a cap brings its own.",
                step);
    }

    private Component name(Budget budget) {
        Span about = new Span(aboutOf(budget));
        about.addClassName("soft");
        Div cell = new Div(Paths.link(budget.name(), Paths.budget(slug(), budget.id())), about);
        if (budget.state().equals("archived")) {
            cell.add(new StateBadge("Archived", StateBadge.Tone.CALM));
        }
        cell.addClassName("two-lines");
        return cell;
    }

    static String aboutOf(Budget budget) {
        return Words.sentence(budget.scope()) + " " + budget.scopeName() + " · " + (budget.hard() ? "hard" : "soft")
                + ", " + Words.each(budget.period());
    }

    private Component reset(Budget budget) {
        return TimeText.ago(budget.resetsAt(), workspace().clock().instant(), "Never");
    }

    private Component compact(Budget budget) {
        Div first = new Div(
                Paths.link(budget.name(), Paths.budget(slug(), budget.id())),
                MoneyText.of(budget.spent(), budget.limit()));
        first.addClassName("row-line");
        Span about = new Span(aboutOf(budget) + " · " + Amounts.text(budget.free()) + " free");
        about.addClassName("soft");
        Div cell = new Div(first, new BudgetBar(budget), about);
        cell.addClassName("two-lines");
        return cell;
    }

    private Csv csv() {
        return new Csv(
                        "id",
                        "name",
                        "scope",
                        "of",
                        "period",
                        "hard",
                        "limit_usd",
                        "spent_usd",
                        "held_usd",
                        "in_doubt_usd",
                        "free_usd")
                .rows(table.all(), BudgetsPage::cells);
    }

    private static @Nullable Object[] cells(Budget budget) {
        return new @Nullable Object[] {
            budget.id(),
            budget.name(),
            budget.scope(),
            budget.scopeName(),
            budget.period(),
            budget.hard(),
            budget.limit().usd(),
            budget.spent().usd(),
            budget.held().usd(),
            budget.inDoubt().usd(),
            budget.free().usd()
        };
    }
}
