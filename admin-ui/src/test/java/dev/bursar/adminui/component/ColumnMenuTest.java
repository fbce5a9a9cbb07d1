package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.ColumnReorderEvent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.popover.Popover;
import dev.bursar.adminui.ConsoleTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnMenuTest extends ConsoleTest {
    private static final String[] AS_MADE = {
        "Name", "State", "Spent of cap", "Used", "Models", "Last used", "Issued", "Expires"
    };

    @Test
    void hidesAColumnAndShowsItAgainEverywhereInTheWindow() {
        openMenu();
        tick("Models", false);
        assertThat(headers()).doesNotContain("Models");
        open("");
        open("keys");
        assertThat(headers()).doesNotContain("Models").hasSize(7);
        openMenu();
        tick("Models", true);
        assertThat(headers()).containsExactly(AS_MADE);
    }

    @Test
    void movesAColumnByItsButtonAndByDragging() {
        openMenu();
        test(button("column-earlier", 4)).click();
        assertThat(headers()).startsWith("Name", "State", "Spent of cap", "Models", "Used");
        List<Grid.Column<Object>> dragged = new ArrayList<>(grid().getColumns());
        dragged.add(1, dragged.remove(3));
        ComponentUtil.fireEvent(grid(), new ColumnReorderEvent<>(grid(), true, dragged));
        assertThat(headers()).startsWith("Name", "Models", "State", "Spent of cap", "Used");
    }

    @Test
    void theColumnThatNamesTheRowIsTickedAgain() {
        openMenu();
        tick("Name", false);
        assertThat(headers()).containsExactly(AS_MADE);
        assertThat(box("Name").getValue()).isTrue();
    }

    @Test
    void resetMakesTheTableAsItWas() {
        openMenu();
        tick("Models", false);
        test(button("column-later", 0)).click();
        assertThat(headers()).startsWith("State", "Name").doesNotContain("Models");
        click("columns-reset");
        assertThat(headers()).containsExactly(AS_MADE);
    }

    @Test
    void whatTheBrowserKeptIsThereAndNonsenseIsNot() {
        open("keys");
        ColumnMemory memory = ColumnMemory.in(UI.getCurrent());
        memory.remember("""
                {"keys-table": {"columns": [{"name": "Issued", "shown": true, "width": "222px"},
                    {"name": "State", "shown": false, "width": null}]}}""");
        roundTrip();
        assertThat(headers()).startsWith("Name", "Issued").doesNotContain("State");
        assertThat(grid().getColumns().get(1).getWidth()).isEqualTo("222px");
        for (String nonsense : List.of("", "[]", "{\"keys-table\": null}", "{\"keys-table\": {\"columns\": [null]}}")) {
            memory.remember(nonsense);
            roundTrip();
            assertThat(headers()).as(nonsense).containsExactly(AS_MADE);
        }
    }

    @Test
    void actionsStayAtTheEndAndTablesOfFewColumnsHaveNoMenu() {
        open("people/invitations");
        openMenuOf("invitations-table");
        test(button("column-later", 2)).click();
        assertThat(visible("invitations-table")).containsExactly("Invited", "State", "Invited by", "Expires", "", "");
        open("people/groups");
        assertThat(maybe(Button.class, "columns")).isEmpty();
    }

    private void openMenu() {
        open("keys");
        openMenuOf("keys-table");
    }

    private void openMenuOf(String table) {
        assertThat(maybe(Grid.class, table)).isPresent();
        the(Popover.class, "column-choice").open();
        roundTrip();
    }

    private void tick(String name, boolean shown) {
        test(box(name)).click();
        roundTrip();
        assertThat(shown).isEqualTo(!name.equals("Name") && box(name).getValue());
    }

    private Checkbox box(String name) {
        return find(Checkbox.class).all().stream()
                .filter(one -> name.equals(one.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private Button button(String test, int row) {
        return find(Button.class).all().stream()
                .filter(one -> test.equals(one.getElement().getAttribute("data-test")))
                .toList()
                .get(row);
    }

    private List<String> headers() {
        return visible("keys-table").stream().filter(one -> !one.isEmpty()).toList();
    }

    @SuppressWarnings("unchecked")
    private List<String> visible(String table) {
        return ((Grid<Object>) the(Grid.class, table))
                .getColumns().stream()
                        .filter(Component::isVisible)
                        .map(column -> String.valueOf(column.getHeaderText()).replace("null", ""))
                        .toList();
    }

    @SuppressWarnings("unchecked")
    private Grid<Object> grid() {
        return the(Grid.class, "keys-table");
    }
}
