package dev.bursar.adminui.alert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.notice.AlertChannel;
import dev.bursar.adminapi.notice.TestedChannel;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;

/** Where alerts go. */
final class ChannelList extends Composite<Table<AlertChannel>> {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private final transient Workspace workspace;
    private final transient Runnable changed;
    private final Table<AlertChannel> table;

    ChannelList(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
        this.table = new Table<AlertChannel>("Channels", "channels-table")
                .column("Channel", ChannelList::name)
                .column("Kind", "9rem", channel -> new Span(kind(channel.kind())))
                .column("Goes to", channel -> new Span(channel.target()))
                .column("", "14rem", this::actions)
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.BELL,
                        "Nobody is told yet",
                        "A channel is an e-mail address, a Slack-compatible webhook, or a webhook of yours that is signed"
                                + " with a secret of its own."));
        table.show((cursor, size) -> controlPlane.alerts().channels(workspace.organizationId(), cursor, size));
    }

    @Override
    protected Table<AlertChannel> initContent() {
        return table;
    }

    static String kind(String kind) {
        return switch (kind) {
            case "email" -> "E-mail";
            case "slack" -> "Slack";
            default -> "Signed webhook";
        };
    }

    private static Component name(AlertChannel channel) {
        Span name = new Span(channel.name());
        name.addClassName("strong");
        Div cell = new Div(name);
        if (channel.state().equals("archived")) {
            cell.add(new StateBadge("Archived", StateBadge.Tone.CALM));
        }
        cell.addClassName("badges");
        return cell;
    }

    private Component actions(AlertChannel channel) {
        if (!workspace.may(Action.WRITE_ALERTS) || channel.state().equals("archived")) {
            return new Span();
        }
        Div actions = new Div(
                Buttons.plain("Test now", "test-channel", () -> test(channel)),
                Buttons.quiet("Archive", "archive-channel", () -> archive(channel)));
        actions.addClassName("panel-actions");
        return actions;
    }

    private void test(AlertChannel channel) {
        TestedChannel tested = controlPlane.alerts().testChannel(workspace.organizationId(), channel.id());
        if (tested.delivered()) {
            Notices.done("Delivered to " + channel.name()
                    + (tested.status() == null ? "." : ": the receiver answered with " + tested.status() + "."));
        } else {
            Notices.failed(channel.name() + " was not reached. " + tested.message());
        }
    }

    private void archive(AlertChannel channel) {
        Confirm.danger(
                "Archive " + channel.name() + "?",
                "No alert goes there any more. Rules that told only this channel tell nobody.",
                "Archive channel",
                () -> {
                    controlPlane.alerts().archiveChannel(workspace.organizationId(), channel.id());
                    changed.run();
                    Notices.done(channel.name() + " is archived.");
                });
    }

    private Component compact(AlertChannel channel) {
        Span target = new Span(kind(channel.kind()) + " · " + channel.target());
        target.addClassName("soft");
        Div cell = new Div(name(channel), target, actions(channel));
        cell.addClassName("two-lines");
        return cell;
    }
}
