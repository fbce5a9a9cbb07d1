package dev.bursar.adminui.unit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.dnd.GridDropMode;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.WindowSize;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.data.provider.hierarchy.TreeData;
import com.vaadin.flow.data.provider.hierarchy.TreeDataProvider;
import com.vaadin.flow.signals.Signal;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree itself: a row is dragged onto the team that it goes into, or moved by its menu. */
final class TeamTree extends Div {
    private static final long serialVersionUID = 1L;
    private static final int NARROW_PIXELS = 760;
    private static final List<String> KINDS = List.of("team", "project", "class");

    private final transient Workspace workspace;
    private final transient UnitActions actions;
    private final TreeGrid<Unit> grid = new TreeGrid<>();
    private final Grid.Column<Unit> keys;
    private final Grid.Column<Unit> state;
    private transient Units units = new Units();
    private transient @Nullable Unit dragged;

    TeamTree(Workspace workspace, UnitActions actions) {
        this.workspace = workspace;
        this.actions = actions;
        addClassNames("table", "budget-tree", "team-tree");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.getElement().setAttribute("aria-label", "Teams, projects and classes");
        grid.getElement().setAttribute("data-test", "team-tree");
        grid.addComponentHierarchyColumn(this::name).setHeader("Name").setFlexGrow(3);
        keys = grid.addComponentColumn(unit -> new Span(Words.plural(unit.keys(), "key", "keys")))
                .setHeader("Working keys")
                .setWidth("9rem")
                .setFlexGrow(0);
        state = grid.addComponentColumn(Units::badge)
                .setHeader("State")
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addComponentColumn(this::menu).setWidth("4.5rem").setFlexGrow(0);
        draggable();
        add(grid);
    }

    private void draggable() {
        grid.setRowsDraggable(workspace.mayAnywhere(Action.WRITE_UNITS));
        grid.setDragFilter(this::mayMove);
        grid.setDropFilter(unit -> unit.kind().equals("team") && unit.state().equals("active"));
        grid.addDragStartListener(start -> {
            dragged = start.getDraggedItems().getFirst();
            grid.setDropMode(GridDropMode.ON_TOP);
        });
        grid.addDragEndListener(end -> {
            dragged = null;
            grid.setDropMode(null);
        });
        grid.addDropListener(drop -> {
            Unit unit = dragged;
            Unit onto = drop.getDropTargetItem().orElse(null);
            if (unit != null && onto != null && units.homesFor(unit).contains(onto)) {
                actions.move(unit, onto);
            }
        });
    }

    private boolean mayMove(Unit unit) {
        return unit.state().equals("active") && workspace.mayIn(Action.WRITE_UNITS, unit.parentId());
    }

    void show(Units now, TreeData<Unit> shown, boolean unfolded) {
        units = now;
        List<Unit> open = grid.getTreeData().getRootItems().isEmpty() ? List.of() : opened();
        grid.setDataProvider(new TreeDataProvider<>(shown));
        grid.expand(shown.getRootItems());
        grid.expand(now.all().stream()
                .filter(unit -> shown.contains(unit)
                        && (unfolded || open.stream().anyMatch(one -> one.id().equals(unit.id()))))
                .toList());
    }

    private List<Unit> opened() {
        return units.all().stream()
                .filter(unit -> grid.getTreeData().contains(unit) && grid.isExpanded(unit))
                .toList();
    }

    private Component name(Unit unit) {
        Span kind = new Span(Words.sentence(unit.kind()));
        kind.addClassName("soft");
        Div words = new Div(Paths.link(unit.name(), Paths.unit(workspace.slug(), unit.id())), kind);
        words.addClassName("two-lines");
        Div cell = new Div(Units.icon(unit).create(), words);
        cell.addClassName("place");
        return cell;
    }

    private Component menu(Unit unit) {
        if (!workspace.mayIn(Action.WRITE_UNITS, unit.id())) {
            return new Span();
        }
        Button opener = new Button(Icon.DOTS.create());
        opener.addThemeVariants(ButtonVariant.TERTIARY);
        opener.addClassNames("icon-button", "row-menu");
        opener.setAriaLabel("Actions for " + unit.name());
        opener.getElement().setAttribute("data-test", "unit-actions");
        ContextMenu menu = new ContextMenu(opener);
        menu.setOpenOnClick(true);
        if (unit.state().equals("archived")) {
            item(menu, "Restore", "unit-restore", () -> actions.restore(unit));
            item(menu, "Delete", "unit-delete", () -> actions.delete(unit, this::gone));
            return opener;
        }
        if (unit.kind().equals("team")) {
            KINDS.forEach(kind ->
                    item(menu, "Create a " + kind + " in it", "unit-" + kind, () -> actions.create(kind, unit)));
        }
        item(menu, "Rename", "unit-rename", () -> actions.rename(unit));
        if (mayMove(unit)) {
            item(menu, "Move", "unit-move", () -> new MoveForm(workspace, units, actions).open(unit));
        }
        item(menu, "Archive", "unit-archive", () -> actions.archive(unit));
        return opener;
    }

    private void gone() {
        getUI().ifPresent(ui -> ui.refreshCurrentRoute(false));
    }

    private static void item(ContextMenu menu, String verb, String test, Runnable action) {
        menu.addItem(verb, click -> action.run()).getElement().setAttribute("data-test", test);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        Signal<WindowSize> size = event.getUI().getPage().windowSizeSignal();
        Signal.effect(this, () -> fit(size.get()));
    }

    private void fit(@Nullable WindowSize size) {
        boolean isWide = size == null || size.width() <= 0 || size.width() >= NARROW_PIXELS;
        keys.setVisible(isWide);
        state.setVisible(isWide);
        grid.setClassName("narrow", !isWide);
    }
}
