package dev.bursar.adminui.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminui.ConsoleTest;
import org.junit.jupiter.api.Test;

class RequestPageTest extends ConsoleTest {
    @Test
    void theLastOfTwoApprovalsRaisesTheLimit() {
        BudgetRequest request = opened("Two more exercises, 24 students");
        assertShows("one more person has to approve");
        assertShows("Fin Ance approved");
        assertShows("$96.40 of $340.00");
        click("approve-request");
        assertThat(the(Paragraph.class, "answer-form-preview").getText())
                .isEqualTo("The limit goes to $340.00 within two seconds.");
        test(the(TextArea.class, "request-answer")).setValue("Well spent");
        click("answer-form-submit");
        assertThat(limitOf(request)).isEqualTo("340");
        assertShows("Approved");
        assertShows("Well spent");
        assertThat(maybe(Button.class, "approve-request")).isEmpty();
    }

    @Test
    void decliningLeavesTheLimitAndTellsWhy() {
        BudgetRequest request = opened("Nightly re-index");
        click("decline-request");
        test(the(TextArea.class, "request-answer")).setValue("Once a week is enough");
        click("answer-form-submit");
        assertThat(limitOf(request)).isEqualTo("50");
        assertShows("Once a week is enough");
    }

    @Test
    void nobodyDecidesOnWhatTheyAskedForThemselves() {
        opened("Demo on Friday");
        assertThat(maybe(Button.class, "approve-request")).isEmpty();
        assertShows("somebody else decides");
        click("withdraw-request");
        test(find(ConfirmDialog.class).single()).confirm();
        assertShows("Withdrawn");
    }

    @Test
    void askingFromABudgetLeadsToTheRequest() {
        open("budgets/" + house.budgets.getFirst().id());
        click("ask-for-more");
        test(the(TextField.class, "ask-amount")).setValue("60");
        assertThat(the(Paragraph.class, "ask-form-preview").getText()).contains("$560.00 instead of $500.00");
        click("ask-form-submit");
        assertThat(the(TextArea.class, "ask-reason").isInvalid()).isTrue();
        test(the(TextArea.class, "ask-reason")).setValue("A review");
        click("ask-form-submit");
        assertThat(house.asked.getFirst().approvalsNeeded()).isEqualTo(2);
        assertShows("$60.00 more for Everything");
        assertShows("2 people have to approve");
    }

    @Test
    void aMemberSeesOnlyWhatTheyAskedFor() {
        signedInAs("member");
        open("requests-for-more");
        assertShows("Demo on Friday");
        assertThat(page()).doesNotContain("Nightly re-index");
    }

    @Test
    void whatIsOpenIsCountedInTheRailAndTheTopBar() {
        open("");
        assertShows("2 requests for more wait for your answer.");
        open("requests-for-more");
        assertShows("Two more exercises, 24 students");
        assertThat(page()).doesNotContain("A larger benchmark");
        open("requests-for-more?state=declined");
        assertShows("A larger benchmark");
    }

    private BudgetRequest opened(String reason) {
        BudgetRequest request = house.asked.stream()
                .filter(one -> one.reason().equals(reason))
                .findFirst()
                .orElseThrow();
        open("requests-for-more/" + request.id());
        return request;
    }

    private String limitOf(BudgetRequest request) {
        return house.budgets.stream()
                .filter(one -> one.id().equals(request.budget().id()))
                .findFirst()
                .orElseThrow()
                .limit()
                .usd();
    }
}
