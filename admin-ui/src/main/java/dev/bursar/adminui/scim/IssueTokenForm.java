package dev.bursar.adminui.scim;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.scim.IssueScimToken;
import dev.bursar.adminapi.scim.IssuedScimToken;
import dev.bursar.adminapi.scim.ScimConnection;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A new token for the identity provider; it is shown this once. */
final class IssueTokenForm {
    private static final int NEVER = 0;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable issued;
    private final Retries retries = new Retries();
    private final Form form = new Form("Issue a token", "Issue token", "scim-token-form", this::issue);
    private final TextField name = Fields.name("Name", "scim-token-name");
    private final Select<Integer> days = Fields.tested(new Select<>(), "scim-token-days");

    IssueTokenForm(ControlPlane controlPlane, Workspace workspace, Runnable issued) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.issued = issued;
    }

    void open() {
        name.setPlaceholder("Entra ID");
        days.setLabel("Works for");
        days.setItems(90, 180, 365, NEVER);
        days.setItemLabelGenerator(count -> count == NEVER ? "Until it is revoked" : count + " days");
        days.setValue(365);
        form.fields(name, days);
        form.errors().at("name", name).at("expiresAt", days);
        form.preview("Who has the token can add, change and switch off everybody in this organization.");
        form.open();
        name.focus();
    }

    private void issue() {
        if (!Fields.checkNamed(name, "A name is needed.")) {
            return;
        }
        IssueScimToken request = new IssueScimToken(name.getValue().strip(), expiry());
        IssuedScimToken token = ControlPlane.body(
                controlPlane.scim().issue(workspace.organizationId(), retries.keyFor(request.name()), request));
        ScimConnection connection = controlPlane.scim().connection(workspace.organizationId());
        form.close();
        showOnce(connection.address(), token);
    }

    /** The end of a day, so that a repeated request is the same. */
    private @Nullable OffsetDateTime expiry() {
        return days.getValue() == NEVER
                ? null
                : workspace
                        .clock()
                        .instant()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(days.getValue() + 1L)
                        .atStartOfDay()
                        .atOffset(ZoneOffset.UTC);
    }

    private void showOnce(String address, IssuedScimToken token) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle("Your token: " + token.token().name());
        dialog.addClassName("issued");
        // A stray click must not lose what is shown only once.
        dialog.setCloseOnEsc(false);
        dialog.setCloseOnOutsideClick(false);
        dialog.getElement().setAttribute("data-test", "scim-token");
        Paragraph once = new Paragraph(
                "Copy it now. It is shown this once: Bursar keeps only a fingerprint of it and cannot show it again.");
        once.addClassName("once");
        dialog.add(
                once,
                row("Address", address, "scim-address", "address"),
                row("Token", token.secret(), "scim-secret", "token"));
        dialog.getFooter().add(Buttons.primary("I have copied it", "scim-token-done", dialog::close));
        dialog.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                issued.run();
            }
        });
        dialog.open();
    }

    private static Div row(String label, String text, String test, String what) {
        Span name = new Span(label);
        name.addClassName("secret-label");
        Span value = new Span(text);
        value.addClassNames("mono", "secret-text");
        value.getElement().setAttribute("data-test", test);
        Div row = new Div(name, value, CopyButton.labelled(text, what));
        row.addClassName("secret-row");
        return row;
    }
}
