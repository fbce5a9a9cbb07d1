package dev.bursar.adminui.alert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.notice.AlertChannel;
import dev.bursar.adminapi.notice.AlertRule;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which lines are watched, and who is told. */
final class RuleList extends Composite<Table<AlertRule>> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CHANNELS = 200;

    private final transient ControlPlane controlPlane;
    private final transient Workspace workspace;
    private final transient Runnable changed;
    private final transient Map<UUID, String> channels;
    private final Table<AlertRule> table;

    RuleList(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
        this.channels = workspace.may(Action.READ_ALERTS) ? channels(controlPlane, workspace) : Map.of();
        this.table = new Table<AlertRule>("Rules", "rules-table")
                .column("Rule", RuleList::name)
                .column("Watches", this::watches)
                .column("Tells", this::tells)
                .column("", "12rem", this::actions)
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.BELL,
                        "No rule yet",
                        "One rule can watch every budget at once: there is no need to set one for each key."));
        table.show((cursor, size) -> controlPlane.alerts().rules(workspace.organizationId(), cursor, size));
    }

    private static Map<UUID, String> channels(ControlPlane controlPlane, Workspace workspace) {
        return controlPlane.alerts().channels(workspace.organizationId(), null, MOST_CHANNELS).items().stream()
                .collect(Collectors.toMap(AlertChannel::id, AlertChannel::name));
    }

    @Override
    protected Table<AlertRule> initContent() {
        return table;
    }

    private static Component name(AlertRule rule) {
        Span name = new Span(rule.name());
        name.addClassName("strong");
        Div cell = new Div(name);
        if (rule.state().equals("archived")) {
            cell.add(new StateBadge("Archived", StateBadge.Tone.CALM));
        }
        cell.addClassName("badges");
        return cell;
    }

    private Component watches(AlertRule rule) {
        UUID budget = rule.budgetId();
        Component of = budget == null
                ? new Span("Every budget")
                : Paths.link(
                        rule.budgetName() == null ? "One budget" : rule.budgetName(),
                        Paths.budget(workspace.slug(), budget));
        Span what = new Span(
                switch (rule.kind()) {
                    case "threshold" -> rule.percent() + "% of the limit is spent";
                    case "forecast" -> "The limit will be reached before the period ends";
                    default -> "Far more is spent than usual";
                });
        what.addClassName("soft");
        Div cell = new Div(of, what);
        cell.addClassName("two-lines");
        return cell;
    }

    private Component tells(AlertRule rule) {
        List<String> told = Stream.concat(
                        rule.tellOwner() ? Stream.of("the budget's owner") : Stream.empty(),
                        workspace.may(Action.READ_ALERTS)
                                ? rule.channelIds().stream().map(id -> channels.getOrDefault(id, "a removed channel"))
                                : rule.channelIds().isEmpty()
                                        ? Stream.empty()
                                        : Stream.of(Words.plural(
                                                rule.channelIds().size(),
                                                "channel of the organization's",
                                                "channels of the organization's")))
                .toList();
        return new Span(told.isEmpty() ? "Nobody: only this page" : Words.list(told, 3));
    }

    private Component actions(AlertRule rule) {
        if (!workspace.mayIn(Action.WRITE_ALERTS, rule.unitId()) || rule.state().equals("archived")) {
            return new Span();
        }
        Div actions = new Div(
                Buttons.quiet("Edit", "edit-rule", () -> new RuleForm(controlPlane, workspace, rule, changed).open()),
                Buttons.quiet("Archive", "archive-rule", () -> archive(rule)));
        actions.addClassName("panel-actions");
        return actions;
    }

    private void archive(AlertRule rule) {
        Confirm.danger(
                "Archive " + rule.name() + "?",
                "It watches nothing any more. What it has told stays in the list of alerts.",
                "Archive rule",
                () -> {
                    controlPlane.alerts().archiveRule(workspace.organizationId(), rule.id());
                    changed.run();
                    Notices.done(rule.name() + " is archived.");
                });
    }

    private Component compact(AlertRule rule) {
        Div cell = new Div(name(rule), watches(rule), tells(rule), actions(rule));
        cell.addClassName("two-lines");
        return cell;
    }
}
