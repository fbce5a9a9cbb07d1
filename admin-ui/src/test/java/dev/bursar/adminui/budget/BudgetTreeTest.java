package dev.bursar.adminui.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.fake.FakeHouse;
import org.junit.jupiter.api.Test;

class BudgetTreeTest extends ConsoleTest {
    @Test
    void opensTheOrganizationAndWhatIsDirectlyInIt() {
        open("budgets");
        assertShows("Acme Research");
        assertShows("$312.41 of $500.00");
        assertShows("Customer support");
        assertShows("for openai/gpt-4o and anthropic/*");
        assertShows("capped by Daily brake: $25.35 free there");
        assertThat(page()).doesNotContain("Vision, monthly");
    }

    @Test
    void readsAFloorWhenItIsOpenedAndAgainOnlyWhenSomethingChanged() {
        Floors floors = new Floors(house.controlPlane(), FakeHouse.ACME);
        BudgetNode research = floors.floor(floors.tops().getFirst()).stream()
                .filter(node -> node.name().equals("Research"))
                .findFirst()
                .orElseThrow();
        assertThat(floors.floor(research)).extracting(BudgetNode::name).contains("Vision", "Nightly evaluation");
        assertThat(floors.reread()).isFalse();
        house.units.removeIf(unit -> unit.name().equals("Vision"));
        house.keys.removeIf(key -> "Vision".equals(key.unitName()));
        assertThat(floors.reread()).isTrue();
        assertThat(floors.floor(research)).extracting(BudgetNode::name).doesNotContain("Vision");
    }

    @Test
    void theListHasWhatTheTreeHas() {
        open("budgets?view=list");
        assertShows("Vision, monthly");
        click("scope-class");
        assertShows("CS-101 term");
        assertThat(test(the(Grid.class, "budgets-table")).size()).isEqualTo(1);
    }
}
