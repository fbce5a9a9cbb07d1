package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which columns a table has: a button that opens a list of them, each to be ticked or moved. */
final class ColumnMenu extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<ColumnChoice> chosen;
    private final transient Consumer<@Nullable ColumnChoice> changed;
    private final Div list = new Div();
    private final Span said = new Span();

    /** @param changed null: as the table was made */
    ColumnMenu(String table, Supplier<ColumnChoice> chosen, Consumer<@Nullable ColumnChoice> changed) {
        this.chosen = chosen;
        this.changed = changed;
        addClassName("column-menu");
        Button opener = new Button(Icon.COLUMNS.create());
        opener.addThemeVariants(ButtonVariant.TERTIARY);
        opener.addClassName("icon-button");
        opener.setAriaLabel("Columns of " + table);
        opener.getElement().setAttribute("title", "Columns");
        opener.getElement().setAttribute("data-test", "columns");
        add(opener, popover(opener, table));
    }

    private Popover popover(Button opener, String table) {
        list.addClassName("column-list");
        said.addClassName("visually-hidden");
        said.getElement().setAttribute("role", "status");
        Popover popover = new Popover(list, said, Buttons.quiet("Reset", "columns-reset", this::reset));
        popover.setTarget(opener);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAutofocus(true);
        popover.setAriaLabel("Columns of " + table);
        popover.getElement().setAttribute("data-test", "column-choice");
        popover.addOpenedChangeListener(change -> {
            said.setText("");
            draw();
        });
        return popover;
    }

    private void draw() {
        list.removeAll();
        List<ColumnChoice.Column> columns = chosen.get().columns();
        for (int at = 0; at < columns.size(); at++) {
            list.add(row(columns.get(at), at == 0, at == columns.size() - 1));
        }
    }

    private Component row(ColumnChoice.Column column, boolean first, boolean last) {
        Checkbox shown = new Checkbox(column.name(), column.shown());
        shown.getElement().setAttribute("data-test", "column-shown");
        shown.addValueChangeListener(change -> show(column.name(), change.getValue()));
        Div row = new Div(shown, mover(column.name(), -1, first), mover(column.name(), 1, last));
        row.addClassName("column-row");
        return row;
    }

    private Button mover(String name, int by, boolean atEnd) {
        Button button = new Button((by < 0 ? Icon.UP : Icon.DOWN).create(), click -> move(name, by));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("icon-button");
        button.setAriaLabel("Move " + name + (by < 0 ? " to the front" : " to the end") + " by one");
        button.getElement().setAttribute("data-test", by < 0 ? "column-earlier" : "column-later");
        button.setEnabled(!atEnd);
        return button;
    }

    /** Where it may not go, it is ticked again. */
    private void show(String name, boolean shown) {
        changed.accept(chosen.get().show(name, shown));
        boolean is =
                chosen.get().columns().stream().anyMatch(column -> column.name().equals(name) && column.shown());
        if (is != shown) {
            draw();
            said.setText(name + " stays: it names the row.");
        }
    }

    private void move(String name, int by) {
        changed.accept(chosen.get().move(name, by));
        draw();
        int at = chosen.get().names().indexOf(name);
        said.setText(name + " is column " + (at + 1) + " of "
                + chosen.get().columns().size());
        mover(at, by < 0 ? "column-earlier" : "column-later")
                .or(() -> mover(at, by < 0 ? "column-later" : "column-earlier"))
                .ifPresent(Focusable::focus);
    }

    private Optional<Button> mover(int row, String test) {
        return list.getComponentAt(row)
                .getChildren()
                .filter(one -> test.equals(one.getElement().getAttribute("data-test")))
                .map(Button.class::cast)
                .filter(Button::isEnabled)
                .findFirst();
    }

    private void reset() {
        changed.accept(null);
        draw();
        said.setText("All columns, as they were.");
    }
}
