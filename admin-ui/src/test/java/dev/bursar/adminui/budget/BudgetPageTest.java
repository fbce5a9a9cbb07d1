package dev.bursar.adminui.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.UpdateBudget;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.component.MemberChoice;
import dev.bursar.adminui.component.PeriodSelect;
import dev.bursar.adminui.fake.FakeHouse;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BudgetPageTest extends ConsoleTest {
    @Test
    void saysWhatALowerLimitDoesBeforeItIsSaved() {
        openFirst();
        click("edit-budget");
        test(the(TextField.class, "budget-limit")).setValue("300");
        assertShows("The limit goes from $500 to $300.");
        assertShows("Nothing is free: new requests are refused at once.");
        assertShows("6 working keys spend from it");
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
    void keepsTheOwnerUnlessSomebodyTakesThemAway() {
        UUID owner = house.members.get(2).id();
        Budget budget = openFirst();
        UpdateBudget owned = new UpdateBudget(null, null, null, null, null, null, null, null, owner, null);
        house.controlPlane().budgets().update(FakeHouse.ACME, budget.id(), null, owned);
        openFirst();
        click("edit-budget");
        test(the(TextField.class, "budget-limit")).setValue("700");
        click("edit-budget-form-submit");
        assertThat(house.budgets.getFirst().ownerMemberId()).isEqualTo(owner);

        click("edit-budget");
        the(MemberChoice.class, "budget-owner").clear();
        click("edit-budget-form-submit");
        assertThat(house.budgets.getFirst().ownerMemberId()).isNull();
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

    @Test
    void saysInOneSentenceWhetherItLasts() {
        openFirst();
        assertThat(the(Paragraph.class, "budget-headline").getText())
                .startsWith("$312.41 of $500.00 spent, ")
                .endsWith(" at this pace.");
    }

    @Test
    void toppingUpRaisesTheLimitForAWhileAndCanBeEnded() {
        openFirst();
        click("top-up-budget");
        test(the(TextField.class, "adjustment-amount")).setValue("25");
        click("adjustment-form-submit");
        assertThat(house.adjustments).hasSize(1);
        test(the(TextArea.class, "adjustment-reason")).setValue("Conference week");
        assertShows("The limit goes from $500.00 to $525.00 until the period ends. $193.69 will be free.");
        click("adjustment-form-submit");
        assertThat(house.budgets.getFirst().limit().usd()).isEqualTo("525");
        assertShows("Conference week");
        click("end-adjustment");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(house.budgets.getFirst().limit().usd()).isEqualTo("500");
    }

    @Test
    void breakingTheGlassNamesItsConsequenceAndHasAnEnd() {
        openFirst();
        click("override-budget");
        test(the(TextField.class, "adjustment-amount")).setValue("900");
        test(the(TextArea.class, "adjustment-reason")).setValue("Deadline tonight");
        test(the(Checkbox.class, "adjustment-break-glass")).click();
        roundTrip();
        assertThat(the(Paragraph.class, "adjustment-form-preview").getText()).contains("Every administrator is told.");
        click("adjustment-form-submit");
        assertThat(house.adjustments.getFirst().breakGlass()).isTrue();
        assertThat(house.adjustments.getFirst().expiresAt()).isNotNull();
        assertShows("Break-glass");
    }

    @Test
    void aStretchOfTimeLeadsToTheRequestsThatTheBudgetBore() {
        Budget budget = house.budgets.stream()
                .filter(one -> one.name().equals("Search assistant"))
                .findFirst()
                .orElseThrow();
        open("usage?budget=" + budget.id() + "&from=2020-01-01T00:00:00Z");
        assertShows("Requests charged to Search assistant");
        assertThat(page()).doesNotContain("Nightly evaluation");
        open("usage?budget=" + budget.id() + "&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z");
        assertShows("No request yet");
        assertShows("between 1 Jan");
    }

    @Test
    void refusesATermThatEndsBeforeItBegins() {
        open("budgets");
        click("create-budget");
        test(the(TextField.class, "budget-name")).setValue("Autumn");
        test(the(TextField.class, "budget-limit")).setValue("90");
        the(PeriodSelect.class, "budget-period").setValue("term");
        the(DatePicker.class, "budget-starts-on").setValue(LocalDate.of(2026, 10, 1));
        the(DatePicker.class, "budget-ends-on").setValue(LocalDate.of(2026, 9, 1));
        click("create-budget-form-submit");
        assertThat(the(DatePicker.class, "budget-ends-on").getErrorMessage()).isEqualTo("It ends before it begins.");
        the(DatePicker.class, "budget-ends-on").setValue(LocalDate.of(2027, 2, 1));
        click("create-budget-form-submit");
        assertThat(house.budgets.getLast().period()).isEqualTo("term");
    }

    private Budget openFirst() {
        Budget budget = house.budgets.getFirst();
        open("budgets/" + budget.id());
        return budget;
    }
}
