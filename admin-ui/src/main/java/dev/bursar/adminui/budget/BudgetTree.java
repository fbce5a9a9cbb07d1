package dev.bursar.adminui.budget;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.WindowSize;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.signals.Signal;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The organization's tree: each place with the budgets that hold there, each budget with its one bar. */
final class BudgetTree extends Div {
    private static final long serialVersionUID = 1L;
    private static final int NARROW_PIXELS = 760;

    private final transient Floors floors;
    private final String slug;
    private final transient Clock clock;
    private final transient Function<BudgetNode, Component> actions;
    private final TreeGrid<BudgetNode> grid = new TreeGrid<>();
    private final Grid.Column<BudgetNode> place;
    private final Grid.Column<BudgetNode> budgets;
    private final Grid.Column<BudgetNode> narrow;

    /** @param actions what can be done at a place; an empty component where nothing may be */
    BudgetTree(Floors floors, String slug, Clock clock, Function<BudgetNode, Component> actions) {
        this.floors = floors;
        this.slug = slug;
        this.clock = clock;
        this.actions = actions;
        addClassNames("table", "budget-tree");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.getElement().setAttribute("aria-label", "Budget tree");
        grid.getElement().setAttribute("data-test", "budget-tree");
        place = grid.addComponentHierarchyColumn(this::place).setHeader("Where").setFlexGrow(2);
        budgets = grid.addComponentColumn(this::budgets)
                .setHeader("Budgets: spent, held, in doubt, free")
                .setFlexGrow(5);
        narrow = grid.addComponentHierarchyColumn(this::narrow).setFlexGrow(1);
        narrow.setVisible(false);
        grid.addComponentColumn(actions::apply).setWidth("4.5rem").setFlexGrow(0);
        grid.setDataProvider(floors);
        add(grid);
    }

    /** Opens the organization and what is directly in it. */
    void openFirstFloor() {
        grid.expand(floors.tops());
    }

    void reveal(BudgetNode node) {
        grid.expand(List.of(node));
    }

    /** After a change: everything anew, what was open stays open. */
    void refresh() {
        floors.forget();
        grid.getDataProvider().refreshAll();
    }

    /** Shows what changed elsewhere; a tree in which nothing did is left alone. */
    void poll() {
        if (floors.reread()) {
            grid.getDataProvider().refreshAll();
        }
    }

    private Component place(BudgetNode node) {
        Span kind = new Span(Words.sentence(node.scope()));
        kind.addClassName("soft");
        Component name = node.scope().equals("key")
                ? Paths.link(node.name(), Paths.key(slug, node.scopeId()))
                : named(node.name());
        Div words = new Div(name, kind);
        words.addClassName("two-lines");
        Div cell = new Div(icon(node.scope()).create(), words);
        cell.addClassName("place");
        return cell;
    }

    private static Span named(String text) {
        Span name = new Span(text);
        name.addClassName("strong");
        return name;
    }

    static Icon icon(String scope) {
        return switch (scope) {
            case "organization" -> Icon.BUILDING;
            case "team" -> Icon.TEAM;
            case "project" -> Icon.PROJECT;
            case "class" -> Icon.CLASS;
            case "member" -> Icon.PERSON;
            default -> Icon.KEY;
        };
    }

    private Component budgets(BudgetNode node) {
        Div lines = new Div();
        lines.addClassName("budget-lines");
        if (node.budgets().isEmpty()) {
            Span none = new Span("No budget of its own: what is above limits it.");
            none.addClassName("soft");
            lines.add(none);
        }
        node.budgets().stream().map(this::line).forEach(lines::add);
        return lines;
    }

    private Component line(Budget budget) {
        Div name = new Div(Paths.link(budget.name(), Paths.budget(slug, budget.id())), about(budget));
        name.addClassName("two-lines");
        Div money = new Div(MoneyText.of(budget.spent(), budget.limit()), reset(budget));
        money.addClassNames("two-lines", "budget-line-money");
        Div line = new Div(name, new BudgetBar(budget), money);
        line.addClassName("budget-line");
        return line;
    }

    private static Span about(Budget budget) {
        Span about = new Span(BudgetWords.about(budget));
        about.addClassName("soft");
        return about;
    }

    private Component reset(Budget budget) {
        if (budget.resetsAt() == null) {
            Span never = new Span("in total");
            never.addClassName("soft");
            return never;
        }
        Span when = new Span(new Span("anew "), TimeText.ago(budget.resetsAt(), clock.instant(), "never"));
        when.addClassName("soft");
        return when;
    }

    private Component narrow(BudgetNode node) {
        Div cell = new Div(place(node), budgets(node));
        cell.addClassName("place-narrow");
        return cell;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        Signal<WindowSize> size = event.getUI().getPage().windowSizeSignal();
        Signal.effect(this, () -> fit(size.get()));
    }

    private void fit(@Nullable WindowSize size) {
        if (size == null || size.width() <= 0) {
            return;
        }
        boolean isNarrow = size.width() < NARROW_PIXELS;
        narrow.setVisible(isNarrow);
        place.setVisible(!isNarrow);
        budgets.setVisible(!isNarrow);
        grid.setClassName("narrow", isNarrow);
    }
}
