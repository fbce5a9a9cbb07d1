package dev.bursar.adminui.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.fake.FakeHouse;
import org.junit.jupiter.api.Test;

class BudgetPageTest extends ConsoleTest {
    @Test
    void saysWhatALowerLimitDoesBeforeItIsSaved() {
        openFirst();
        click("edit-budget");
        test(the(TextField.class, "budget-limit")).setValue("300");
        assertThat(the(Paragraph.class, "edit-budget-form-preview").getText())
                .isEqualTo("The limit goes from $500.00 to $300.00. $331.31 is already spent or held, so nothing is"
                        + " free: new requests are refused at once.");
    }

    @Test
    void savesANewLimit() {
        openFirst();
        click("edit-budget");
        test(the(TextField.class, "budget-limit")).setValue("750");
        click("edit-budget-form-submit");
        assertThat(house.budgets.getFirst().limit().nanos()).isEqualTo(750_000_000_000L);
        assertShows("$312.41 of $750.00");
    }

    @Test
    void tellsOfSomebodyElsesChangeAndSavesOverItOnlyWhenAskedAgain() {
        Budget budget = openFirst();
        click("edit-budget");
        test(the(TextField.class, "budget-limit")).setValue("600");
        house.controlPlane().budgets().update(FakeHouse.ACME, budget.id(), null, UpdateBudget.limit("450"));
        click("edit-budget-form-submit");

        TextField limit = the(TextField.class, "budget-limit");
        assertThat(limit.getErrorMessage()).contains("its limit is now $450.00");
        assertThat(house.budgets.getFirst().limit().usd()).isEqualTo("450");
        click("edit-budget-form-submit");
        assertThat(house.budgets.getFirst().limit().usd()).isEqualTo("600");
    }

    @Test
    void createsABudgetOfTheOrganization() {
        open("budgets");
        click("create-budget");
        test(the(TextField.class, "budget-name")).setValue("Quarter");
        test(the(TextField.class, "budget-limit")).setValue("900");
        assertThat(the(Paragraph.class, "create-budget-form-preview").getText())
                .startsWith("Acme Research can spend at most $900.00 each month");
        click("create-budget-form-submit");
        assertThat(house.budgets.getLast().name()).isEqualTo("Quarter");
        assertShows("Quarter");
    }

    private Budget openFirst() {
        Budget budget = house.budgets.getFirst();
        open("budgets/" + budget.id());
        return budget;
    }
}
