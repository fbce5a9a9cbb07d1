package dev.bursar.adminui.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.usage.UsageReport;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Chart;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RequestTable;
import dev.bursar.adminui.component.Segments;
import dev.bursar.adminui.component.SpendPanel;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeRange;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where does the money go? */
@Route(value = "usage", layout = Shell.class)
@PermitAll
public class UsagePage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final String ANY_OUTCOME = "all";

    private final transient ControlPlane controlPlane;
    private TimeRange range = TimeRange.DAY;
    private String groupBy = "model";
    private String outcome = ANY_OUTCOME;
    private @Nullable UUID keyId;
    private transient @Nullable ChargedRequests charged;
    private transient List<UsageReport.Group> groups = List.of();
    private Paragraph lead = new Paragraph();
    private SpendPanel spend = new SpendPanel(clicked -> {});
    private Table<UsageReport.Group> groupTable = new Table<>("Usage", "usage-groups");
    private RequestTable requests = new RequestTable("");

    UsagePage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Usage", Action.READ_USAGE);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        range = location.getQueryParameters()
                .getSingleParameter("range")
                .map(TimeRange::of)
                .orElse(TimeRange.DAY);
        groupBy = location.getQueryParameters()
                .getSingleParameter("group")
                .filter(group -> group.equals("key"))
                .orElse("model");
        keyId = location.getQueryParameters()
                .getSingleParameter("key")
                .flatMap(UsagePage::uuid)
                .orElse(null);
        charged = ChargedRequests.of(location.getQueryParameters()).orElse(null);
        if (charged != null) {
            buildCharged(charged);
            return;
        }
        lead = head("Usage", "", new CsvLink("usage", this::csv));
        add(controls());
        spend = new SpendPanel(this::drill);
        groupTable = groupTable();
        add(new Panel("Spend", spend).withActions(spend.tableSwitch()).withTest("usage-spend"));
        add(new Panel(groupBy.equals("key") ? "By key" : "By model", groupTable).withTest("usage-report"));
        requests = new RequestTable(slug());
        add(new Panel("Requests", requests)
                .withActions(outcomes(), new CsvLink("requests", this::requestsCsv))
                .withTest("usage-requests"));
        refreshReport();
        refreshRequests();
        live(POLL, this::refreshReport);
    }

    /** Where a bar or a point of a budget leads: the requests behind it. */
    private void buildCharged(ChargedRequests stretch) {
        Budget budget = ControlPlane.body(controlPlane.budgets().get(organizationId(), stretch.budgetId()));
        titled(budget.name());
        head(
                "Requests charged to " + budget.name(),
                "What this budget bore " + stretch.when(workspace().clock().instant()) + ", newest first.",
                Paths.link("Back to the budget", Paths.budget(slug(), budget.id())));
        requests = new RequestTable(slug());
        add(new Panel("Requests", requests)
                .withActions(outcomes(), new CsvLink("requests", this::requestsCsv))
                .withTest("usage-requests"));
        refreshRequests();
    }

    private Component controls() {
        Segments<TimeRange> ranges = Segments.ofRanges(chosen -> go(chosen, groupBy, keyId));
        ranges.press(range);
        Segments<String> by = new Segments<>(
                "Group by",
                List.of("model", "key"),
                one -> "By " + one,
                one -> "group-" + one,
                chosen -> go(range, chosen, keyId));
        by.press(groupBy);
        Div controls = new Div(ranges, by);
        if (keyId != null) {
            Anchor all = Paths.link("One key only · show all", address(range, groupBy, null));
            all.getElement().setAttribute("data-test", "all-keys");
            controls.add(all);
        }
        controls.addClassName("filters");
        return controls;
    }

    /** The address carries the choice, so that it can be kept and sent. */
    private void go(TimeRange chosenRange, String chosenGroup, @Nullable UUID chosenKey) {
        Paths.open(address(chosenRange, chosenGroup, chosenKey));
    }

    private String address(TimeRange chosenRange, String chosenGroup, @Nullable UUID chosenKey) {
        return Paths.page(slug(), "usage") + "?" + Paths.parameter("range", chosenRange.code()) + "&"
                + Paths.parameter("group", chosenGroup)
                + (chosenKey == null ? "" : "&" + Paths.parameter("key", chosenKey.toString()));
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Table<UsageReport.Group> groupTable() {
        return new Table<UsageReport.Group>("Usage", "usage-groups")
                .identifiedBy(UsageReport.Group::group)
                .column(groupBy.equals("key") ? "Key" : "Model", this::groupName)
                .number("Requests", "8rem", group -> figures(group.totals().requests()))
                .number("Refused", "8rem", group -> figures(group.totals().refusals()))
                .number("Failed", "8rem", group -> figures(group.totals().failures()))
                .number("Tokens in", "9rem", group -> figures(group.totals().promptTokens()))
                .number("Tokens out", "9rem", group -> figures(group.totals().completionTokens()))
                .number("Spend", "9rem", group -> new MoneyText(group.totals().cost()))
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.CHART,
                        "Nothing was called in " + range.words(),
                        "Choose a longer stretch of time, or make a call: it shows up here within seconds."));
    }

    private Component groupName(UsageReport.Group group) {
        return groupBy.equals("key")
                ? Paths.link(group.label(), Paths.key(slug(), group.group()))
                : new Span(group.label());
    }

    private Component compact(UsageReport.Group group) {
        Div first = new Div(groupName(group), new MoneyText(group.totals().cost()));
        first.addClassNames("row-line", "strong");
        Span second = new Span(Words.plural(group.totals().requests(), "request", "requests") + ", "
                + Amounts.count(group.totals().refusals()) + " refused");
        second.addClassName("soft");
        Div cell = new Div(first, second);
        cell.addClassName("two-lines");
        return cell;
    }

    private static Span figures(long number) {
        Span span = new Span(Amounts.count(number));
        span.addClassName("money");
        return span;
    }

    private Component outcomes() {
        Segments<String> outcomes = new Segments<>(
                "Outcome",
                List.of(ANY_OUTCOME, "completed", "refused", "provider_failed"),
                Words::sentence,
                one -> "outcome-" + one,
                chosen -> {
                    outcome = chosen;
                    refreshRequests();
                });
        outcomes.press(outcome);
        return outcomes;
    }

    private void refreshReport() {
        OffsetDateTime now = workspace().clock().instant().plusSeconds(1).atOffset(ZoneOffset.UTC);
        UsageReport report =
                controlPlane.usage().report(organizationId(), range.from(now), now, range.grain(), groupBy, keyId);
        lead.setText(sentence(report));
        spend.show(report);
        groups = report.groups();
        groupTable.show(groups);
    }

    private String sentence(UsageReport report) {
        UsageReport.Totals totals = report.totals();
        String most = report.groups().isEmpty() || totals.cost().nanos() == 0
                ? ""
                : " Most of it went to " + report.groups().getFirst().label() + ".";
        return Amounts.text(totals.cost()) + " in " + range.words() + " for "
                + Words.plural(totals.requests(), "request", "requests") + ", " + Amounts.count(totals.refusals())
                + " of them refused." + most;
    }

    private void refreshRequests() {
        ChargedRequests stretch = charged;
        requests.show((cursor, size) -> controlPlane
                .usage()
                .requests(
                        organizationId(),
                        keyId,
                        stretch == null ? null : stretch.budgetId(),
                        stretch == null ? null : at(stretch.from()),
                        stretch == null ? null : at(stretch.to()),
                        outcome.equals(ANY_OUTCOME) ? null : outcome,
                        cursor,
                        size));
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private void drill(Chart.Clicked clicked) {
        if (groupBy.equals("key")) {
            uuid(clicked.series()).ifPresent(key -> go(range, "model", key));
        }
    }

    private Csv csv() {
        return new Csv(groupBy, "requests", "refused", "failed", "tokens_in", "tokens_out", "spend_usd")
                .rows(groups, UsagePage::groupCells);
    }

    private static @Nullable Object[] groupCells(UsageReport.Group group) {
        UsageReport.Totals totals = group.totals();
        return new @Nullable Object[] {
            group.label(),
            totals.requests(),
            totals.refusals(),
            totals.failures(),
            totals.promptTokens(),
            totals.completionTokens(),
            totals.cost().usd()
        };
    }

    private Csv requestsCsv() {
        return RequestsCsv.of(requests.all());
    }
}
