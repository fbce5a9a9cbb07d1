package dev.bursar.adminui.machine;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.machine.IssueManagementKey;
import dev.bursar.adminapi.machine.IssuedManagementKey;
import dev.bursar.adminapi.machine.ManagementKey;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.time.Instant;

/** A service account's management keys; each one's secret is shown when it is issued, and never again. */
final class AccountKeys {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final ServiceAccount account;
    private final Retries retries = new Retries();
    private final Form form = new Form("Issue a management key", "Issue key", "management-key-form", this::issue);
    private final TextField name = Fields.name("Name", "management-key-name");
    private final DatePicker expiry = Fields.lastDay("Works until the end of", "management-key-expiry");
    private final Table<ManagementKey> table;

    AccountKeys(ControlPlane controlPlane, Workspace workspace, ServiceAccount account) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.account = account;
        this.table = new Table<ManagementKey>("Management keys", "management-keys-table")
                .column("Key", AccountKeys::name)
                .column("State", "7rem", key -> StateBadge.ofKey(key.state()))
                .column("Last used", "8rem", key -> TimeText.ago(key.lastUsedAt(), now(), "Never"))
                .column("Expires", "8rem", key -> TimeText.ago(key.expiresAt(), now(), "Never"))
                .column("", "7rem", this::revoke)
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.KEY,
                        "No key has been issued",
                        "A management key is a bearer token of the Admin API. A pipeline that brings a token of its own"
                                + " needs none: trust its workload instead."));
    }

    Panel panel() {
        refresh();
        Panel panel = new Panel("Management keys", table).withTest("account-keys");
        return workspace.may(Action.WRITE_SERVICE_ACCOUNTS)
                ? panel.withActions(Buttons.plain("Issue key", "issue-management-key", this::open))
                : panel;
    }

    private void refresh() {
        table.show((cursor, size) ->
                controlPlane.serviceAccounts().keys(workspace.organizationId(), account.id(), cursor, size));
    }

    private void open() {
        name.setPlaceholder("Where it will be kept");
        name.clear();
        expiry.clear();
        form.fields(name, expiry);
        form.errors().at("name", name).at("expiresAt", expiry);
        form.preview("Whoever has the key can do all that " + account.name()
                + " may. Only who may do that too can issue one.");
        form.open();
        name.focus();
    }

    private void issue() {
        if (!Fields.checkNamed(name, "A name is needed.")) {
            return;
        }
        IssueManagementKey request = new IssueManagementKey(name.getValue().strip(), Fields.endOf(expiry.getValue()));
        IssuedManagementKey issued = ControlPlane.body(controlPlane
                .serviceAccounts()
                .issueKey(workspace.organizationId(), account.id(), retries.keyFor(request), request));
        form.close();
        refresh();
        showOnce(issued);
    }

    private static void showOnce(IssuedManagementKey issued) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle("Your key: " + issued.key().name());
        dialog.addClassName("issued");
        dialog.getElement().setAttribute("data-test", "issued-management-key");
        // A stray click must not lose what is shown only once.
        dialog.setCloseOnEsc(false);
        dialog.setCloseOnOutsideClick(false);
        Paragraph once = new Paragraph(
                "Copy it now. It is shown this once: Bursar keeps only a fingerprint of it and cannot show it again.");
        once.addClassName("once");
        Span label = new Span("Key");
        label.addClassName("secret-label");
        Span secret = new Span(issued.secret());
        secret.addClassNames("mono", "secret-text");
        secret.getElement().setAttribute("data-test", "management-secret");
        Div row = new Div(label, secret, CopyButton.labelled(issued.secret(), "key"));
        row.addClassName("secret-row");
        dialog.add(once, row);
        dialog.getFooter().add(Buttons.primary("I have copied it", "management-key-done", dialog::close));
        dialog.open();
    }

    private static Component name(ManagementKey key) {
        Span name = new Span(key.name());
        name.addClassName("strong");
        Span masked = new Span(key.masked());
        masked.addClassNames("soft", "mono");
        Div cell = new Div(name, masked);
        cell.addClassName("two-lines");
        return cell;
    }

    private Component revoke(ManagementKey key) {
        boolean may =
                workspace.may(Action.WRITE_SERVICE_ACCOUNTS) && !key.state().equals("revoked");
        return may ? Buttons.quiet("Revoke", "revoke-management-key", () -> ask(key)) : new Span();
    }

    private void ask(ManagementKey key) {
        Confirm.danger(
                "Revoke " + key.name() + "?",
                "Every call with this key is refused from the next one on, for good. It can't be undone.",
                "Revoke key",
                () -> {
                    controlPlane.serviceAccounts().revokeKey(workspace.organizationId(), account.id(), key.id());
                    refresh();
                    Notices.done(key.name() + " is revoked.");
                });
    }

    private Component compact(ManagementKey key) {
        Div first = new Div(name(key), StateBadge.ofKey(key.state()));
        first.addClassName("row-line");
        Div second = new Div(TimeText.ago(key.lastUsedAt(), now(), "Never used"), revoke(key));
        second.addClassName("row-line");
        Div cell = new Div(first, second);
        cell.addClassName("two-lines");
        return cell;
    }

    private Instant now() {
        return workspace.clock().instant();
    }
}
