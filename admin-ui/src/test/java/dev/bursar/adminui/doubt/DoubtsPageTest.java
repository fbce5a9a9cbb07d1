package dev.bursar.adminui.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminui.ConsoleTest;
import org.junit.jupiter.api.Test;

class DoubtsPageTest extends ConsoleTest {
    @Test
    void resolvesWithTheEffectInASentence() {
        open("in-doubt");
        assertShows("$1.50 is out of reach");
        test(find(Button.class).all().stream()
                        .filter(one -> "resolve-doubt".equals(one.getElement().getAttribute("data-test")))
                        .findFirst()
                        .orElseThrow())
                .click();
        roundTrip();
        test(the(TextField.class, "resolve-spent")).setValue("1.20");
        assertThat(the(TextField.class, "resolve-spent").getErrorMessage()).isEqualTo("At most $1.10 is in doubt.");
        test(the(TextField.class, "resolve-spent")).setValue("0.30");
        assertThat(the(Paragraph.class, "resolve-form-preview").getText())
                .isEqualTo("$0.30 becomes spent and $0.80 is free again at 2 budgets, at once and for good.");
        click("resolve-form-submit");
        assertThat(house.doubts).hasSize(2);
        test(the(TextArea.class, "resolve-reason")).setValue("Invoice line 17");
        click("resolve-form-submit");
        assertThat(house.doubts).hasSize(1);
        assertShows("$0.40 is out of reach");
    }

    @Test
    void showsOnlyWhatIsInDoubtAtOneBudget() {
        open("in-doubt?budget=" + house.budgets.getFirst().id());
        assertShows("$0.40 is out of reach");
        assertThat(page()).doesNotContain("Research, monthly");
    }

    @Test
    void saysWhatThisPageIsForWhileNothingIsInDoubt() {
        house.doubts.clear();
        open("in-doubt");
        assertShows("Every amount is proven.");
        assertShows("It is never freed by time alone.");
    }
}
