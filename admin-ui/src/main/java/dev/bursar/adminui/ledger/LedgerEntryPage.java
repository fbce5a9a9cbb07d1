package dev.bursar.adminui.ledger;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Times;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;

/** One entry of the ledger: what moved from where to where? */
@Route(value = "ledger/:entry", layout = Shell.class)
@PermitAll
public class LedgerEntryPage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;

    LedgerEntryPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Ledger", Action.READ_LEDGER);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        LedgerEntry entry = ControlPlane.body(controlPlane.ledger().entry(organizationId(), id(parameters, "entry")));
        titled("Entry " + entry.sequence());
        head(
                LedgerWords.kind(entry.kind()) + ", " + LedgerWords.amountText(entry),
                entry.memo() + " · " + Times.exact(entry.at().toInstant()),
                Paths.link("All entries", Paths.page(slug(), "ledger")));
        add(new Panel("Lines, which sum to zero", lines(entry)).withTest("ledger-lines"));
        add(new Panel("Entry", facts(entry)));
    }

    private Table<LedgerEntry.Line> lines(LedgerEntry entry) {
        Table<LedgerEntry.Line> table = new Table<LedgerEntry.Line>("Lines", "lines-table")
                .column("Account", this::account)
                .number("Debit", "11rem", line -> amount(line, true))
                .number("Credit", "11rem", line -> amount(line, false));
        table.show(entry.lines());
        return table;
    }

    private Component account(LedgerEntry.Line line) {
        return Paths.link(
                LedgerWords.account(line.account()),
                new LedgerFilter(line.account(), null, null, null).address(slug()));
    }

    private static Component amount(LedgerEntry.Line line, boolean debit) {
        boolean debited = line.amount().nanos() > 0;
        return debited == debit ? new MoneyText(line.amount()) : new Span("");
    }

    private static Facts facts(LedgerEntry entry) {
        return new Facts()
                .fact("Id", new CopyableId(entry.id().toString(), "entry id"))
                .fact("Number", String.valueOf(entry.sequence()))
                .fact("When", TimeText.at(entry.at()))
                .fact("Recorded by", entry.recordedBy())
                .fact("About", Words.sentence(entry.referenceKind()) + " " + entry.referenceId());
    }
}
