package dev.bursar.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.dom.Element;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.fake.FakeConsole;
import dev.bursar.adminui.fake.FakeHouse;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** A console with a furnished house in memory, without browser and without sign-in. */
@SpringBootTest(properties = "bursar.console.sign-in=false")
@Import(FakeConsole.Rooms.class)
public abstract class ConsoleTest extends SpringBrowserlessTest {
    /** Of a table, whose buttons are looked at: further down stands nothing that is not above. */
    private static final int MOST_ROWS = 30;

    @Autowired
    protected FakeHouse house;

    @Autowired
    private ApplicationContext context;

    @BeforeEach
    void furnish() {
        house.restore();
        reread();
    }

    /** The next test's first page is opened before it is furnished. */
    @AfterEach
    void leave() {
        house.restore();
    }

    protected void signedInAs(String role) {
        house.role = role;
        reread();
    }

    /** Who the user is, now. */
    protected void reread() {
        context.getBean(Workspace.class).forget();
    }

    protected void open(String path) {
        Paths.open("o/" + FakeHouse.SLUG + (path.isEmpty() ? "" : "/" + path));
        roundTrip();
    }

    /** The element that tests find by {@code data-test}. */
    protected <T extends Component> T the(Class<T> type, String test) {
        return maybe(type, test).orElseThrow(() -> new AssertionError("Nothing on the page is called " + test));
    }

    protected <T extends Component> Optional<T> maybe(Class<T> type, String test) {
        return find(type).all().stream()
                .filter(one -> test.equals(one.getElement().getAttribute("data-test")))
                .findFirst();
    }

    protected void click(String test) {
        test(the(Button.class, test)).click();
        roundTrip();
    }

    /** A button in the first row of a table. */
    protected void clickInRow(String table, int column, String test) {
        Component actions = Objects.requireNonNull(test(the(Grid.class, table)).getCellComponent(0, column));
        test(actions.getChildren()
                        .map(Button.class::cast)
                        .filter(button -> test.equals(button.getElement().getAttribute("data-test")))
                        .findFirst()
                        .orElseThrow())
                .click();
        roundTrip();
    }

    /** Everything that the reader sees, in one string. */
    protected String page() {
        StringBuilder all = new StringBuilder(text(UI.getCurrent().getElement()));
        UI.getCurrent().getInternals().getActiveRouterTargetsChain().stream()
                .reduce((inner, outer) -> outer)
                .ifPresent(frame -> all.append(text(frame.getElement())));
        find(Grid.class).all().forEach(grid -> all.append(cells(grid)));
        return all.toString();
    }

    private String cells(Grid<?> grid) {
        StringBuilder all = new StringBuilder();
        GridTester<?, ?> tester = test(grid);
        for (int row = 0; row < tester.size(); row++) {
            for (int column = 0; column < visibleColumns(grid); column++) {
                all.append(' ').append(cell(tester, row, column));
            }
        }
        return all.toString();
    }

    /** Of a column of components, or of plain text. */
    private static String cell(GridTester<?, ?> tester, int row, int column) {
        return component(tester, row, column)
                .map(component -> text(component.getElement()))
                .orElseGet(() -> String.valueOf(tester.getCellText(row, column)));
    }

    private static int visibleColumns(Grid<?> grid) {
        return (int) grid.getColumns().stream().filter(Component::isVisible).count();
    }

    private static String text(Element element) {
        if (element.isTextNode()) {
            return element.getText();
        }
        return element.getChildren().map(ConsoleTest::text).reduce("", (a, b) -> a + " " + b);
    }

    protected void assertShows(String words) {
        assertThat(page().replaceAll("\\s+", " ")).contains(words);
    }

    /** Those beside tables, and those in their rows. */
    protected Stream<Button> buttons() {
        return Stream.concat(
                find(Button.class).all().stream(),
                find(Grid.class).all().stream().flatMap(this::buttonsIn));
    }

    private Stream<Button> buttonsIn(Grid<?> grid) {
        GridTester<?, ?> tester = test(grid);
        return IntStream.range(0, Math.min(MOST_ROWS, tester.size()))
                .boxed()
                .flatMap(row ->
                        IntStream.range(0, visibleColumns(grid)).mapToObj(column -> component(tester, row, column)))
                .flatMap(Optional::stream)
                .flatMap(ConsoleTest::buttonsOf);
    }

    private static Optional<Component> component(GridTester<?, ?> tester, int row, int column) {
        try {
            return Optional.ofNullable(tester.getCellComponent(row, column));
        } catch (IllegalArgumentException plain) {
            return Optional.empty();
        }
    }

    private static Stream<Button> buttonsOf(Component component) {
        return component instanceof Button button
                ? Stream.of(button)
                : component.getChildren().flatMap(ConsoleTest::buttonsOf);
    }
}
