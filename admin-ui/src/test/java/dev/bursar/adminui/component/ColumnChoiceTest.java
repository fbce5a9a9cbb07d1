package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminui.component.ColumnChoice.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnChoiceTest {
    private static final List<String> NAMES = List.of("Name", "State", "Spent", "Issued");

    private final ColumnChoice all = ColumnChoice.of(NAMES);

    @Test
    void movesAColumnAndNotPastTheEnds() {
        assertThat(all.move("Spent", -1).names()).containsExactly("Name", "Spent", "State", "Issued");
        assertThat(all.move("Name", -1)).isEqualTo(all);
        assertThat(all.move("Issued", 3)).isEqualTo(all);
    }

    @Test
    void takesTheOrderThatWasDragged() {
        List<String> dragged = List.of("State", "Issued", "Name", "Spent");
        assertThat(all.show("Spent", false).inOrder(dragged).names()).isEqualTo(dragged);
    }

    @Test
    void aColumnThatIsNewStandsWhereTheTableHasItAndOneThatIsGoneIsForgotten() {
        ColumnChoice kept = ColumnChoice.of(List.of("Issued", "Gone", "Name")).show("Issued", false);
        ColumnChoice now = kept.among(NAMES);
        assertThat(now.names()).containsExactly("Issued", "State", "Spent", "Name");
        assertThat(now.columns().getFirst().shown()).isFalse();
    }

    @Test
    void theColumnThatNamesTheRowStays() {
        assertThat(all.show("Name", false).among(NAMES)).isEqualTo(all);
    }

    @Test
    void whatNoTableKeepsIsNotBelieved() {
        assertThat(new Column("Name", true, "120px").width()).isEqualTo("120px");
        assertThat(new Column("Name", true, "1px;background:url(x)").width()).isNull();
        assertThat(new Column("Name", true, "99999px").width()).isNull();
        ColumnChoice twice = ColumnChoice.of(List.of("Name", "State", "State", "Spent", "Issued"));
        assertThat(twice.among(NAMES)).isEqualTo(all);
    }
}
