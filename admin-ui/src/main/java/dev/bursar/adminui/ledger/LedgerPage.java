package dev.bursar.adminui.ledger;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.ledger.LedgerAccount;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The books: what is each account's balance, and what made it? */
@Route(value = "ledger", layout = Shell.class)
@PermitAll
public class LedgerPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final String ANY = "";

    private final transient ControlPlane controlPlane;
    private transient LedgerFilter filter = new LedgerFilter(null, null, null, null);
    private Table<LedgerAccount> accounts = new Table<>("Accounts", "accounts-table");
    private Table<LedgerEntry> entries = new Table<>("Entries", "entries-table");

    LedgerPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Ledger", Action.READ_LEDGER);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        filter = LedgerFilter.of(location.getQueryParameters());
        List<LedgerAccount> balances = controlPlane.ledger().accounts(organizationId());
        head("Ledger", lead(balances), actions());
        accounts = accountTable();
        accounts.show(balances);
        entries = entryTable();
        add(new CheckPanel(controlPlane, workspace()));
        add(new Panel("Balances", accounts).withTest("ledger-accounts"));
        add(new Panel("Entries", filters(balances), entries)
                .withActions(new CsvLink("ledger", () -> LedgerCsv.of(entries.all())))
                .withTest("ledger-entries"));
        refresh();
    }

    private static String lead(List<LedgerAccount> balances) {
        long credits = balance(balances, "credits");
        String usage = Amounts.text(balance(balances, "usage")) + " of usage is in the books";
        return (credits == 0 ? "Nothing is prepaid. " : Amounts.text(Math.abs(credits)) + " of credits are prepaid. ")
                + usage + ". Nothing here is ever changed: mistakes are corrected by further entries.";
    }

    private static long balance(List<LedgerAccount> balances, String account) {
        return balances.stream()
                .filter(one -> one.account().equals(account))
                .mapToLong(one -> one.balance().nanos())
                .sum();
    }

    private Component[] actions() {
        if (!may(Action.WRITE_LEDGER)) {
            return new Component[0];
        }
        LedgerForms forms = new LedgerForms(controlPlane, workspace(), this::again);
        return new Component[] {
            Buttons.plain("Close a month", "close-month", forms::close),
            Buttons.plain("Correct", "correct", forms::correct),
            Buttons.plain("Refund", "refund", forms::refund),
            Buttons.primary("Top up credits", "top-up", forms::topUp)
        };
    }

    private void again() {
        getUI().ifPresent(ui -> ui.refreshCurrentRoute(false));
    }

    private Table<LedgerAccount> accountTable() {
        return new Table<LedgerAccount>("Accounts", "accounts-table")
                .wraps()
                .column("Account", "12rem", this::accountName)
                .column("What it means", one -> new Span(one.meaning()))
                .number("Entries", "7rem", one -> figures(Amounts.count(one.entries())))
                .number("Debits less credits", "11rem", one -> new MoneyText(one.balance()))
                .compact(this::compactAccount)
                .opens(one -> filter.withAccount(one.account()).address(slug()));
    }

    private Component accountName(LedgerAccount one) {
        return Paths.link(
                LedgerWords.account(one.account()),
                filter.withAccount(one.account()).address(slug()));
    }

    private Component compactAccount(LedgerAccount one) {
        Div first = new Div(accountName(one), new MoneyText(one.balance()));
        first.addClassName("row-line");
        Span meaning = new Span(one.meaning());
        meaning.addClassName("soft");
        Div cell = new Div(first, meaning);
        cell.addClassName("two-lines");
        return cell;
    }

    private Table<LedgerEntry> entryTable() {
        return new Table<LedgerEntry>("Entries", "entries-table")
                .number("No.", "5rem", one -> figures(Amounts.count(one.sequence())))
                .column("When", "9rem", one -> TimeText.at(one.at()))
                .column("Kind", "9rem", one -> kind(one))
                .column("What", LedgerPage::what)
                .column("By", "9rem", one -> new Span(one.recordedBy()))
                .number("Amount", "9rem", one -> figures(LedgerWords.amountText(one)))
                .compact(this::compactEntry)
                .opens(one -> Paths.ledgerEntry(slug(), one.id()))
                .whenEmpty(() -> new EmptyState(
                        Icon.LEDGER,
                        "No entry here",
                        "Each settled batch of usage, each top-up, refund, correction and write-off becomes one entry"
                                + " whose lines sum to zero."));
    }

    private Component kind(LedgerEntry entry) {
        return Paths.link(LedgerWords.kind(entry.kind()), Paths.ledgerEntry(slug(), entry.id()));
    }

    private static Component what(LedgerEntry entry) {
        Span moved = new Span(LedgerWords.moved(entry));
        moved.addClassName("soft");
        Div cell = new Div(new Span(entry.memo()), moved);
        cell.addClassName("two-lines");
        return cell;
    }

    private Component compactEntry(LedgerEntry entry) {
        Div first = new Div(kind(entry), figures(LedgerWords.amountText(entry)));
        first.addClassName("row-line");
        Div second = new Div(new Span(entry.memo()), TimeText.at(entry.at()));
        second.addClassNames("row-line", "soft");
        Div cell = new Div(first, second);
        cell.addClassName("two-lines");
        return cell;
    }

    private static Span figures(String text) {
        Span span = new Span(text);
        span.addClassName("money");
        return span;
    }

    private Component filters(List<LedgerAccount> balances) {
        List<String> names = new ArrayList<>(List.of(ANY));
        balances.forEach(one -> names.add(one.account()));
        Select<String> account = choice("Account", "entries-account", names, filter.account(), "Every account");
        account.addValueChangeListener(change -> go(filter.withAccount(orNull(change.getValue()))));
        List<String> all = new ArrayList<>(List.of(ANY));
        all.addAll(LedgerWords.KINDS);
        Select<String> kind = choice("Kind", "entries-kind", all, filter.kind(), "Every kind");
        kind.addValueChangeListener(change -> go(filter.withKind(orNull(change.getValue()))));
        DatePicker first = day("From", "entries-from");
        first.setValue(filter.firstDay());
        first.addValueChangeListener(change -> go(filter.withDays(change.getValue(), filter.lastDay())));
        DatePicker last = day("To", "entries-to");
        last.setValue(filter.lastDay());
        last.addValueChangeListener(change -> go(filter.withDays(filter.firstDay(), change.getValue())));
        Div filters = new Div(account, kind, first, last);
        filters.addClassNames("filters", "filter-fields");
        return filters;
    }

    private static Select<String> choice(
            String label, String test, List<String> items, @Nullable String value, String any) {
        Select<String> select = Fields.tested(new Select<>(), test);
        select.setLabel(label);
        select.setItems(items);
        select.setItemLabelGenerator(one -> one.isEmpty() ? any : LedgerWords.kind(one));
        select.setValue(value == null || !items.contains(value) ? ANY : value);
        return select;
    }

    private static DatePicker day(String label, String test) {
        DatePicker picker = Fields.tested(new DatePicker(label), test);
        picker.setClearButtonVisible(true);
        return picker;
    }

    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    private void go(LedgerFilter chosen) {
        Paths.open(chosen.address(slug()));
    }

    private void refresh() {
        entries.show((cursor, size) -> controlPlane
                .ledger()
                .entries(
                        organizationId(),
                        filter.account(),
                        filter.kind(),
                        filter.from(workspace().organizationZone()),
                        filter.to(workspace().organizationZone()),
                        cursor,
                        size));
    }
}
