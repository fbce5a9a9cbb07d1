package dev.bursar.adminui.ledger;

import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminui.component.Csv;
import java.util.List;

/** Entries for a spreadsheet, one row for each line. */
final class LedgerCsv {
    private LedgerCsv() {}

    static Csv of(List<LedgerEntry> entries) {
        Csv csv = new Csv("sequence", "at", "kind", "memo", "reference", "account", "debit_usd", "credit_usd");
        for (LedgerEntry entry : entries) {
            for (LedgerEntry.Line line : entry.lines()) {
                boolean debited = line.amount().nanos() > 0;
                String amount = line.amount().usd().replaceFirst("^-", "");
                csv.row(
                        entry.sequence(),
                        entry.at(),
                        entry.kind(),
                        entry.memo(),
                        entry.referenceKind() + " " + entry.referenceId(),
                        line.account(),
                        debited ? amount : "",
                        debited ? "" : amount);
            }
        }
        return csv;
    }
}
