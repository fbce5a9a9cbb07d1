package dev.bursar.adminui.machine;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.machine.UpdateWorkloadTrust;
import dev.bursar.adminapi.machine.WorkloadTrust;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose tokens are believed, and whom they stand for. */
final class TrustList extends Composite<Table<WorkloadTrust>> {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private final transient Workspace workspace;
    private final transient Runnable changed;
    private final @Nullable UUID account;
    private final Table<WorkloadTrust> table;

    /** @param account null: those of every service account, and of keys */
    TrustList(ControlPlane controlPlane, Workspace workspace, @Nullable UUID account, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.account = account;
        this.changed = changed;
        this.table = new Table<WorkloadTrust>("Trusted workloads", "trusts-table")
                .column("Workload", TrustList::name)
                .column("Token", TrustList::token)
                .column("Issuer's keys", "8rem", TrustList::keys)
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.SHIELD,
                        "No workload is trusted",
                        "Build services and clusters sign a short-lived token for each job. Trust it, and the job needs no"
                                + " secret of yours."));
        if (account == null) {
            table.column("Acts as", "12rem", this::actsAs);
        }
        table.column("", "15rem", this::actions);
        refresh();
    }

    @Override
    protected Table<WorkloadTrust> initContent() {
        return table;
    }

    private void refresh() {
        table.show((cursor, size) ->
                controlPlane.workloadTrusts().list(workspace.organizationId(), account, null, cursor, size));
    }

    private static Component name(WorkloadTrust trust) {
        Span name = new Span(trust.name());
        name.addClassName("strong");
        Div cell = new Div(name);
        if (trust.state().equals("disabled")) {
            cell.add(StateBadge.ofKey(trust.state()));
        }
        cell.addClassName("badges");
        return cell;
    }

    private static Component token(WorkloadTrust trust) {
        Span subject = new Span(trust.subjectPattern());
        subject.addClassName("mono");
        Span issuer = new Span(trust.issuer());
        issuer.addClassName("soft");
        Div cell = new Div(subject, issuer);
        cell.getElement().setAttribute("title", "For the audience " + trust.audience());
        cell.addClassName("two-lines");
        return cell;
    }

    private Component actsAs(WorkloadTrust trust) {
        return trust.keyId() == null
                ? Paths.link(
                        trust.serviceAccountName() == null ? "A service account" : trust.serviceAccountName(),
                        Paths.serviceAccount(workspace.slug(), Objects.requireNonNull(trust.serviceAccountId())))
                : Paths.link(
                        trust.keyName() == null ? "A key" : trust.keyName(),
                        Paths.key(workspace.slug(), trust.keyId()));
    }

    private static Component keys(WorkloadTrust trust) {
        if (!trust.keysError().isEmpty()) {
            StateBadge badge = new StateBadge("Not fetched", StateBadge.Tone.BAD);
            badge.getElement().setAttribute("title", trust.keysError());
            return badge;
        }
        return trust.keysFetchedAt() == null
                ? new StateBadge("Being fetched", StateBadge.Tone.CALM)
                : new StateBadge(
                        trust.keys().size() == 1 ? "1 key" : trust.keys().size() + " keys", StateBadge.Tone.GOOD);
    }

    private Component actions(WorkloadTrust trust) {
        if (!workspace.may(Action.WRITE_SERVICE_ACCOUNTS)) {
            return new Span();
        }
        boolean active = trust.state().equals("active");
        Div actions = new Div(
                Buttons.quiet("Edit", "edit-trust", () -> edit(trust)),
                Buttons.quiet(
                        active ? "Disable" : "Enable",
                        "switch-trust",
                        () -> turn(trust, active ? "disabled" : "active")),
                Buttons.quiet("Remove", "remove-trust", () -> remove(trust)));
        actions.addClassName("panel-actions");
        return actions;
    }

    private void edit(WorkloadTrust trust) {
        new TrustEditForm(controlPlane, workspace.organizationId(), trust, this::refresh).open();
    }

    private void turn(WorkloadTrust trust, String state) {
        controlPlane
                .workloadTrusts()
                .update(
                        workspace.organizationId(),
                        trust.id(),
                        ControlPlane.tag(trust.version()),
                        UpdateWorkloadTrust.state(state));
        refresh();
        Notices.done(trust.name() + (state.equals("active") ? " is trusted again." : " is not trusted for now."));
    }

    private void remove(WorkloadTrust trust) {
        Confirm.danger(
                "Trust " + trust.name() + " no more?",
                "Its tokens are refused: here from the next request on, on gateways within two seconds.",
                "Remove trust",
                () -> {
                    controlPlane.workloadTrusts().remove(workspace.organizationId(), trust.id());
                    refresh();
                    changed.run();
                    Notices.done(trust.name() + " is not trusted any more.");
                });
    }

    private Component compact(WorkloadTrust trust) {
        Div first = new Div(name(trust), keys(trust));
        first.addClassName("row-line");
        Div cell = new Div(first, token(trust), actsAs(trust), actions(trust));
        cell.addClassName("two-lines");
        return cell;
    }
}
