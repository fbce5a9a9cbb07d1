package dev.bursar.adminui.alert;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.notice.CreateChannel;
import dev.bursar.adminapi.notice.CreatedChannel;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;

/** A new way out for alerts; a webhook's secret is shown this once. */
final class ChannelForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable created;
    private final Retries retries = new Retries();
    private final Form form = new Form("Add a channel", "Add channel", "channel-form", this::create);
    private final Select<String> kind = Fields.tested(new Select<>(), "channel-kind");
    private final TextField name = Fields.name("Name", "channel-name");
    private final TextField target = Fields.name("E-mail address", "channel-target");

    ChannelForm(ControlPlane controlPlane, Workspace workspace, Runnable created) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.created = created;
    }

    void open() {
        kind.setLabel("Kind");
        kind.setItems("email", "slack", "webhook");
        kind.setItemLabelGenerator(ChannelList::kind);
        kind.setValue("email");
        target.setPlaceholder("finance@example.com");
        kind.addValueChangeListener(change -> shape(change.getValue()));
        form.fields(kind, name, target);
        form.errors().at("kind", kind).at("name", name).at("target", target);
        form.open();
        name.focus();
    }

    private void shape(String chosen) {
        boolean mail = chosen.equals("email");
        target.setLabel(mail ? "E-mail address" : "URL");
        target.setPlaceholder(
                switch (chosen) {
                    case "email" -> "finance@example.com";
                    case "slack" -> "https://hooks.slack.com/services/…";
                    default -> "https://example.com/bursar";
                });
        form.preview(
                chosen.equals("webhook")
                        ? "Each message is signed with a secret that you will see once. It is tried again for a while"
                                + " when the receiver does not answer."
                        : "");
    }

    private void create() {
        boolean fine = Fields.checkNamed(name, "A name is needed.") & Fields.checkNamed(target, "Where should it go?");
        if (!fine) {
            return;
        }
        CreateChannel request = new CreateChannel(
                kind.getValue(), name.getValue().strip(), target.getValue().strip());
        CreatedChannel made = ControlPlane.body(
                controlPlane.alerts().createChannel(workspace.organizationId(), retries.keyFor(request), request));
        form.close();
        String secret = made.signingSecret();
        if (secret == null) {
            created.run();
            Notices.done(request.name() + " is there. Test it now.");
        } else {
            showOnce(request.name(), secret);
        }
    }

    private void showOnce(String channel, String secret) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle("The signing secret of " + channel);
        dialog.addClassName("issued");
        dialog.setCloseOnOutsideClick(false);
        dialog.getElement().setAttribute("data-test", "channel-secret");
        Paragraph once =
                new Paragraph("Copy it now: it is not shown again. Your receiver checks each message with it.");
        once.addClassName("once");
        Span label = new Span("Secret");
        label.addClassName("secret-label");
        Span text = new Span(secret);
        text.addClassNames("mono", "secret-text");
        text.getElement().setAttribute("data-test", "signing-secret");
        Div row = new Div(label, text, CopyButton.labelled(secret, "secret"));
        row.addClassName("secret-row");
        dialog.add(once, row);
        dialog.getFooter().add(Buttons.primary("Done", "channel-secret-done", dialog::close));
        dialog.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                created.run();
            }
        });
        dialog.open();
    }
}
