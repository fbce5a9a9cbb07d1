package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.ItemClickEvent;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataKeyMapper;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminui.ConsoleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableTest extends ConsoleTest {
    private record Row(int id, String text) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<Row> drawn = new ArrayList<>();
    private final List<Row> opened = new ArrayList<>();
    private final List<Integer> read = new ArrayList<>();
    private Table<Row> table = new Table<>("Rows", "rows-table");

    @BeforeEach
    void show() {
        table = new Table<Row>("Rows", "rows-table")
                .identifiedBy(Row::id)
                .column("Text", this::cell)
                .onClick(opened::add)
                .whenEmpty(() -> new Span("None."));
        UI.getCurrent().add(table);
        fill(3);
        showRows();
    }

    @Test
    void rowsThatAreAsTheyWereAreNotDrawnAgain() {
        drawn.clear();
        fill(3);
        showRows();
        assertThat(drawn).isEmpty();
    }

    @Test
    void onlyTheRowThatChangedIsDrawnAgain() {
        drawn.clear();
        rows.set(1, new Row(1, "other"));
        showRows();
        assertThat(drawn).containsExactly(new Row(1, "other"));
    }

    @Test
    void aClickThatWasOnItsWayOpensTheRowAsItIsNow() {
        String key = keys().key(rows.get(1));
        rows.set(1, new Row(1, "other"));
        rows.addFirst(new Row(9, "new"));
        showRows();
        clickRow(key);
        assertThat(opened).containsExactly(new Row(1, "other"));
    }

    @Test
    void aClickOnARowThatIsGoneDoesNothing() {
        clickRow("no-such-key");
        assertThat(opened).isEmpty();
    }

    @Test
    void aPollLeavesSelectedRowsAlone() {
        table.bulk();
        grid().select(rows.getFirst());
        rows.set(1, new Row(1, "other"));
        table.poll();
        assertThat(table.selected()).containsExactly(rows.getFirst());
        assertThat(grid().getListDataView().getItems()).doesNotContain(new Row(1, "other"));
    }

    @Test
    void theSameLongListIsReadOnWhereItWasScrolledTo() {
        fill(400);
        showRows();
        scrollTo(120);
        Object provider = grid().getDataProvider();
        rows.set(130, new Row(130, "other"));
        drawn.clear();
        showRows();
        assertThat(grid().getDataProvider()).isSameAs(provider);
        assertThat(drawn).contains(new Row(130, "other")).doesNotContain(rows.getFirst());
    }

    @Test
    void anotherLongListBeginsAtItsTop() {
        fill(400);
        showRows();
        scrollTo(120);
        Object provider = grid().getDataProvider();
        rows.addFirst(new Row(999, "other"));
        showRows();
        assertThat(grid().getDataProvider()).isNotSameAs(provider);
    }

    @Test
    void whatIsSaidOfAnEmptyListStaysWhileItIsEmpty() {
        rows.clear();
        showRows();
        Span said = find(Span.class).withText("None.").single();
        table.poll();
        assertThat(find(Span.class).withText("None.").single()).isSameAs(said);
        fill(1);
        table.poll();
        assertThat(find(Span.class).withText("None.").exists()).isFalse();
        assertThat(grid().getParent().orElseThrow().isVisible()).isTrue();
    }

    private Span cell(Row row) {
        drawn.add(row);
        return new Span(row.text());
    }

    private void fill(int count) {
        rows.clear();
        IntStream.range(0, count).mapToObj(id -> new Row(id, "row " + id)).forEach(rows::add);
    }

    private void showRows() {
        table.show((cursor, size) -> {
            int from = cursor == null ? 0 : Integer.parseInt(cursor);
            int to = Math.min(rows.size(), from + size);
            return new Page<>(List.copyOf(rows.subList(from, to)), to < rows.size() ? String.valueOf(to) : null);
        });
        roundTrip();
    }

    private void scrollTo(int row) {
        grid().getDataCommunicator().setViewportRange(row, CursorPages.PAGE);
        roundTrip();
    }

    @SuppressWarnings("unchecked")
    private Grid<Row> grid() {
        return the(Grid.class, "rows-table");
    }

    private DataKeyMapper<Row> keys() {
        return grid().getDataCommunicator().getKeyMapper();
    }

    /** As the browser says it: by the key that the row had when it was drawn. */
    private void clickRow(String key) {
        ComponentUtil.fireEvent(
                grid(),
                new ItemClickEvent<>(grid(), true, key, "column", 0, 0, 0, 0, 1, 0, false, false, false, false));
    }
}
