package dev.bursar.adminui.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.component.ListFilter;
import dev.bursar.adminui.component.MemberChoice;
import dev.bursar.adminui.component.UnitChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysPageTest extends ConsoleTest {
    @Test
    void findsKeysByOwnerTeamStateAndName() {
        open("keys");
        the(UnitChoice.class, "keys-unit").setValue(unit("Research"));
        assertThat(rows())
                .isNotEmpty()
                .allMatch(key -> "Research".equals(key.unitName())
                        || "Vision".equals(key.unitName())
                        || "Nightly evaluation".equals(key.unitName()));
        the(UnitChoice.class, "keys-unit").clear();
        the(MemberChoice.class, "keys-owner").setValue(person("Ivy Instructor"));
        assertThat(rows()).extracting(Key::ownerName).containsOnly("Ivy Instructor");
        test(the(TextField.class, "keys-search")).setValue("grace");
        assertThat(rows()).extracting(Key::name).containsExactly("Grace Hopper");
        click("state-revoked");
        assertShows("No key matches");
        assertThat(address())
                .contains("owner=", "search=grace", "state=revoked")
                .doesNotContain("unit=");
    }

    @Test
    void opensAsTheLinkSays() {
        open("keys?owner=" + person("Ivy Instructor").id() + "&sort=name");

        assertThat(rows()).extracting(Key::name).containsExactly("Course CS-101", "Grace Hopper");
        assertThat(the(MemberChoice.class, "keys-owner").getValue().name()).isEqualTo("Ivy Instructor");
        Grid<Key> grid = grid();
        grid.sort(GridSortOrder.desc(grid.getColumnByKey("name")).build());
        roundTrip();
        assertThat(rows()).extracting(Key::name).containsExactly("Grace Hopper", "Course CS-101");
        assertThat(address()).contains("sort=-name");
    }

    @Test
    void readsAPageOfManyKeysAndNotAllOfThem() {
        Key one = house.keys.getFirst();
        for (int i = 0; i < 5_000; i++) {
            house.keys.add(one);
        }
        house.calls().clear();
        open("keys?sort=lastUsed");

        assertThat(house.calls()).filteredOn("KeysApi.list"::equals).hasSizeBetween(1, 3);
    }

    private String address() {
        return the(ListFilter.class, "list-filter").address().getPathWithQueryParameters();
    }

    private List<Key> rows() {
        return grid().getListDataView().getItems().toList();
    }

    @SuppressWarnings("unchecked")
    private Grid<Key> grid() {
        return the(Grid.class, "keys-table");
    }

    private Member person(String name) {
        return house.members.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Unit unit(String name) {
        return house.units.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
