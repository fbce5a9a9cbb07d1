package dev.bursar.adminui.key;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminui.ConsoleProperties;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;

/** Shows a new key, this once: with copy buttons, snippets with the key filled in, and a real call to try it. */
final class IssuedKeyDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private IssuedKeyDialog(IssuedKey issued, String path, String baseUrl, String model, TestCall calls) {
        setHeaderTitle("Your key: " + issued.key().name());
        addClassName("issued");
        getElement().setAttribute("data-test", "issued-key");
        // A stray click must not lose what is shown only once.
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        Paragraph once = new Paragraph(
                "Copy it now. It is shown this once: Bursar keeps only a fingerprint of it and cannot show it again.");
        once.addClassName("once");
        add(
                once,
                labelled("Key", issued.secret(), "issued-secret", "key"),
                labelled("Base URL", baseUrl, "issued-base-url", "base URL"),
                new TestPanel(calls, issued.secret(), model),
                new H3("Use it"),
                new SnippetTabs(new Snippets(baseUrl, issued.secret(), model)));
        getFooter()
                .add(
                        Buttons.quiet("Open the key's page", "issued-open", () -> {
                            close();
                            Paths.open(path);
                        }),
                        Buttons.primary("I have copied it", "issued-done", this::close));
    }

    private static Div labelled(String label, String text, String test, String what) {
        Span name = new Span(label);
        name.addClassName("secret-label");
        Span value = new Span(text);
        value.addClassNames("mono", "secret-text");
        value.getElement().setAttribute("data-test", test);
        Div row = new Div(name, value, CopyButton.labelled(text, what));
        row.addClassName("secret-row");
        return row;
    }

    /** Opens dialogs. */
    static final class Factory {
        /** Free of charge for a newcomer, and there from the start. */
        private static final String SANDBOX = "sandbox/echo";

        private static final int MODELS_LOOKED_AT = 200;

        private final ControlPlane controlPlane;
        private final ConsoleProperties properties;
        private final TestCall calls;

        Factory(ControlPlane controlPlane, ConsoleProperties properties) {
            this.controlPlane = controlPlane;
            this.properties = properties;
            this.calls = new TestCall(properties);
        }

        void open(Workspace workspace, IssuedKey issued) {
            String path = Paths.key(workspace.slug(), issued.key().id());
            new IssuedKeyDialog(
                            issued,
                            path,
                            properties.baseUrl(),
                            model(workspace, issued.key().models()),
                            calls)
                    .open();
        }

        /** One that the key may call: the sandbox's if it can be. */
        private String model(Workspace workspace, List<String> patterns) {
            if (patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, SANDBOX))) {
                return SANDBOX;
            }
            String first = patterns.getFirst();
            if (!first.contains("*") || !workspace.may(Action.READ_MODELS)) {
                return first;
            }
            try {
                return controlPlane
                        .catalog()
                        .models(workspace.organizationId(), first.replace("*", ""), null, MODELS_LOOKED_AT)
                        .items()
                        .stream()
                        .map(Model::name)
                        .filter(name -> patterns.stream().anyMatch(pattern -> matches(pattern, name)))
                        .findFirst()
                        .orElse(first);
            } catch (ControlPlaneException e) {
                return first;
            }
        }

        private static boolean matches(String pattern, String model) {
            String[] pieces = pattern.split("\\*", -1);
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < pieces.length; i++) {
                regex.append(i == 0 ? "" : ".*").append(java.util.regex.Pattern.quote(pieces[i]));
            }
            return model.matches(regex.toString());
        }
    }
}
