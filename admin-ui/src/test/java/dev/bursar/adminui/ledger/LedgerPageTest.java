package dev.bursar.adminui.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminapi.ledger.SignedMoney;
import dev.bursar.adminui.ConsoleTest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerPageTest extends ConsoleTest {
    @Test
    void toppingUpNamesTheFeeAndPostsTheAmount() {
        open("ledger");
        click("top-up");
        test(the(TextField.class, "posting-amount")).setValue("200");
        assertThat(the(Paragraph.class, "posting-form-preview").getText())
                .startsWith("$195.00 of credits are added, $5.00 is the fee.");
        click("posting-form-submit");
        assertThat(the(TextField.class, "posting-memo").isInvalid()).isTrue();
        test(the(TextField.class, "posting-memo")).setValue("Invoice 7");
        click("posting-form-submit");
        assertThat(house.ledger.getFirst().memo()).isEqualTo("Invoice 7");
        assertShows("$1,170.00 of credits are prepaid.");
    }

    @Test
    void anEntryThatIsRefusedKeepsWhatWasTyped() {
        open("ledger");
        int before = house.ledger.size();
        click("refund");
        test(the(TextField.class, "posting-amount")).setValue("5000");
        test(the(TextField.class, "posting-memo")).setValue("Too much");
        click("posting-form-submit");
        assertShows("Only $975 of the credits are free.");
        assertThat(the(TextField.class, "posting-amount").getValue()).isEqualTo("5000");
        assertThat(house.ledger).hasSize(before);
    }

    @Test
    void showsTheLinesOfAnEntryWhichSumToZero() {
        LedgerEntry entry = house.ledger.getLast();
        open("ledger/" + entry.id());
        assertShows("Top-up, $1,000.00");
        assertShows("Cash $1,000.00");
        assertShows("Credits −$975.00");
        assertShows("Fees −$25.00");
        open("ledger/0195f000-0000-7000-8000-00000000ffff");
        assertShows("There is no such page");
    }

    @Test
    void theAddressCarriesTheFilter() {
        open("ledger?kind=correction");
        assertShows("OpenAI billed more for images");
        assertThat(page()).doesNotContain("Usage of an hour");
        open("ledger?account=cash&to=2020-01-01");
        assertShows("No entry here");
    }

    @Test
    void saysWhereTheBooksDiffer() {
        open("ledger");
        assertShows("The books agree");
        house.check = new LedgerCheck(
                new UUID(1, 1),
                OffsetDateTime.now(java.time.ZoneOffset.UTC),
                42,
                List.of(new LedgerCheck.Difference(
                        "budget_settled",
                        "b-1",
                        new SignedMoney("12.40", 12_400_000_000L),
                        new SignedMoney("12.39", 12_390_000_000L),
                        OffsetDateTime.now(java.time.ZoneOffset.UTC).minusHours(3))));
        open("ledger?");
        assertShows("1 difference");
        assertShows("should be $12.40, is $12.39");
        assertShows("3 h ago");
        open("");
        assertShows("The books differ: 1 sum is not equal.");
    }
}
