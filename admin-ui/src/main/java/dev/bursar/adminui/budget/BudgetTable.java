package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Segments;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All budgets in one list, archived ones too. */
final class BudgetTable extends Div {
    private static final long serialVersionUID = 1L;
    private static final String ANY_SCOPE = "all";

    private final transient ControlPlane controlPlane;
    private final transient Workspace workspace;
    private final Table<Budget> table;
    private String scope = ANY_SCOPE;

    BudgetTable(ControlPlane controlPlane, Workspace workspace) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        addClassName("column");
        table = new Table<Budget>("Budgets", "budgets-table")
                .identifiedBy(Budget::id)
                .column("Budget", this::name)
                .column("Spent, held, in doubt, free", BudgetBar::new)
                .number("Spent of limit", "13rem", budget -> MoneyText.of(budget.spent(), budget.limit()))
                .number("Free", "8rem", budget -> new MoneyText(budget.free()))
                .column("Begins anew", "9rem", this::reset)
                .compact(this::compact)
                .opens(budget -> Paths.budget(workspace.slug(), budget.id()))
                .whenEmpty(() -> new EmptyState(
                        Icon.WALLET, "No budget of this kind", "Choose another kind, or create one from the tree."));
        Div card = new Div(table);
        card.addClassName("table-card");
        add(scopes(), card);
        refresh();
    }

    private Component scopes() {
        Segments<String> scopes = new Segments<>(
                "Scope",
                List.of(ANY_SCOPE, "organization", "team", "project", "class", "member", "key"),
                Words::sentence,
                one -> "scope-" + one,
                chosen -> {
                    scope = chosen;
                    refresh();
                });
        scopes.press(scope);
        Div filters = new Div(scopes, BudgetBar.legend());
        filters.addClassName("filters");
        return filters;
    }

    void refresh() {
        table.show((cursor, size) -> controlPlane
                .budgets()
                .list(workspace.organizationId(), scope.equals(ANY_SCOPE) ? null : scope, null, cursor, size));
    }

    void poll() {
        table.poll();
    }

    private Component name(Budget budget) {
        Span about = new Span(aboutOf(budget));
        about.addClassName("soft");
        Div cell = new Div(Paths.link(budget.name(), Paths.budget(workspace.slug(), budget.id())), about);
        if (budget.state().equals("archived")) {
            cell.add(new StateBadge("Archived", StateBadge.Tone.CALM));
        }
        cell.addClassName("two-lines");
        return cell;
    }

    private static String aboutOf(Budget budget) {
        return Words.sentence(budget.scope()) + " " + budget.scopeName() + " · " + BudgetWords.about(budget);
    }

    private Component reset(Budget budget) {
        return TimeText.ago(budget.resetsAt(), workspace.clock().instant(), "Never");
    }

    private Component compact(Budget budget) {
        Div first = new Div(
                Paths.link(budget.name(), Paths.budget(workspace.slug(), budget.id())),
                MoneyText.of(budget.spent(), budget.limit()));
        first.addClassName("row-line");
        Span about = new Span(aboutOf(budget) + " · " + Amounts.text(budget.free()) + " free");
        about.addClassName("soft");
        Div cell = new Div(first, new BudgetBar(budget), about);
        cell.addClassName("two-lines");
        return cell;
    }

    /** Every budget of the organization, whatever is shown. */
    static Csv csv(List<Budget> budgets) {
        return new Csv(
                        "id",
                        "name",
                        "scope",
                        "of",
                        "period",
                        "hard",
                        "models",
                        "limit_usd",
                        "spent_usd",
                        "held_usd",
                        "in_doubt_usd",
                        "free_usd")
                .rows(budgets, BudgetTable::cells);
    }

    private static @Nullable Object[] cells(Budget budget) {
        return new @Nullable Object[] {
            budget.id(),
            budget.name(),
            budget.scope(),
            budget.scopeName(),
            budget.period(),
            budget.hard(),
            String.join(" ", budget.models()),
            budget.limit().usd(),
            budget.spent().usd(),
            budget.held().usd(),
            budget.inDoubt().usd(),
            budget.free().usd()
        };
    }
}
