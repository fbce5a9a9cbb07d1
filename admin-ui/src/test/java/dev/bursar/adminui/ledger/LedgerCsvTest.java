package dev.bursar.adminui.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminapi.ledger.SignedMoney;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerCsvTest {
    @Test
    void writesOneRowForEachLineWithDebitAndCreditApart() {
        LedgerEntry entry = new LedgerEntry(
                new UUID(0, 1),
                7,
                OffsetDateTime.parse("2026-10-01T00:00:00Z"),
                "top_up",
                "Invoice 7",
                "invoice",
                "7",
                "Ada",
                List.of(
                        new LedgerEntry.Line("cash", new SignedMoney("100", 100_000_000_000L)),
                        new LedgerEntry.Line("credits", new SignedMoney("-100", -100_000_000_000L))));
        assertThat(LedgerCsv.of(List.of(entry)).toString())
                .contains("7,2026-10-01T00:00Z,top_up,Invoice 7,invoice 7,cash,100,")
                .contains("7,2026-10-01T00:00Z,top_up,Invoice 7,invoice 7,credits,,100");
    }
}
