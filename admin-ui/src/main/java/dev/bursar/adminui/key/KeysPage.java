package dev.bursar.adminui.key;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.ListFilter;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who may call models, and what have they left? */
@Route(value = "keys", layout = Shell.class)
@PermitAll
public class KeysPage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private final transient IssueKeyForm.Factory issueForms;
    private Table<Key> table = new Table<>("Keys", "keys-table");
    private ListFilter filter = new ListFilter(new Location(""), () -> {});

    KeysPage(Workspace workspace, ControlPlane controlPlane, IssueKeyForm.Factory issueForms) {
        super(workspace, "Keys", Action.READ_KEYS);
        this.controlPlane = controlPlane;
        this.issueForms = issueForms;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head("Keys", "A key opens every model that its organization allows, up to its cap.", actions());
        filter = filter(location);
        add(filter);
        table = new Table<Key>("Keys", "keys-table")
                .identifiedBy(Key::id)
                .column("Name", this::name)
                .sorts("name")
                .column("State", "7rem", key -> StateBadge.ofKey(key.state()))
                .number("Spent of cap", "10rem", KeysPage::money)
                .column("Used", "5rem", KeysPage::bar)
                .column("Models", "8rem", KeysPage::models)
                .column("Last used", "7rem", key -> TimeText.ago(key.lastUsedAt(), now(), "Never"))
                .sorts("lastUsed")
                .column("Issued", "7rem", key -> TimeText.ago(key.createdAt(), now(), ""))
                .sorts("created")
                .column("Expires", "6.5rem", key -> TimeText.ago(key.expiresAt(), now(), "Never"))
                .compact(this::compact)
                .opens(key -> Paths.key(slug(), key.id()))
                .whenEmpty(this::nothing)
                .ordered(filter.sort(), filter::sorted);
        add(table);
        refresh();
        if (mayAnywhere(Action.ISSUE_KEYS)
                && location.getQueryParameters().getSingleParameter("new").isPresent()) {
            issue();
        }
    }

    private Component[] actions() {
        CsvLink csv = new CsvLink("keys", this::csv);
        if (!mayAnywhere(Action.ISSUE_KEYS)) {
            return new Component[] {csv};
        }
        Button issue = Buttons.adding("Issue key", "issue-key", this::issue);
        return new Component[] {csv, issue};
    }

    private ListFilter filter(Location location) {
        ListFilter all = new ListFilter(location, this::refresh)
                .states("state", "active", "disabled", "expired", "revoked")
                .search("keys-search", "Name or key", "Search keys by name or key");
        return all.with(KeyFilters.of(controlPlane, workspace(), all));
    }

    private void issue() {
        issueForms.create(workspace(), this::refresh).open();
    }

    private void refresh() {
        table.show((sort, cursor, size) -> controlPlane
                .keys()
                .list(
                        organizationId(),
                        filter.state(),
                        filter.search(),
                        filter.id(KeyFilters.OWNER),
                        filter.id(KeyFilters.UNIT),
                        null,
                        sort,
                        cursor,
                        size));
    }

    private Component nothing() {
        if (filter.narrows()) {
            return new EmptyState(
                    Icon.SEARCH, "No key matches", "Try another state, owner or team, or a shorter search.");
        }
        Component[] step = mayAnywhere(Action.ISSUE_KEYS)
                ? new Component[] {Buttons.primary("Issue the first key", "issue-first-key", this::issue)}
                : new Component[0];
        return new EmptyState(
                Icon.KEY,
                "No key has been issued yet",
                "A key goes into the SDK that you already use, in place of the provider's. It works for every model,"
                        + " and never spends more than its cap.",
                step);
    }

    private Component name(Key key) {
        Span masked = new Span(key.masked());
        masked.addClassNames("soft", "mono");
        Div cell = new Div(Paths.link(key.name(), Paths.key(slug(), key.id())), masked);
        cell.addClassName("two-lines");
        return cell;
    }

    private static Component money(Key key) {
        return key.budget() == null
                ? soft("No cap of its own")
                : MoneyText.of(key.budget().spent(), key.budget().limit());
    }

    private static Component bar(Key key) {
        return key.budget() == null ? new Span() : new BudgetBar(key.budget());
    }

    private static Component models(Key key) {
        return key.models().isEmpty() ? soft("Every model") : new Span(Words.list(key.models(), 2));
    }

    private Component compact(Key key) {
        Div first = new Div(Paths.link(key.name(), Paths.key(slug(), key.id())), StateBadge.ofKey(key.state()));
        first.addClassName("row-line");
        Div second = new Div(soft(key.masked()), money(key));
        second.addClassName("row-line");
        Div cell = new Div(first, second, bar(key));
        cell.addClassName("two-lines");
        return cell;
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }

    private Instant now() {
        return workspace().clock().instant();
    }

    private Csv csv() {
        return new Csv("id", "name", "key", "state", "cap_usd", "spent_usd", "models", "owner", "created", "expires")
                .rows(table.all(), KeysPage::cells);
    }

    private static @Nullable Object[] cells(Key key) {
        return new @Nullable Object[] {
            key.id(),
            key.name(),
            key.masked(),
            key.state(),
            key.budget() == null ? null : key.budget().limit().usd(),
            key.budget() == null ? null : key.budget().spent().usd(),
            String.join(" ", key.models()),
            key.ownerName(),
            key.createdAt(),
            key.expiresAt()
        };
    }
}
