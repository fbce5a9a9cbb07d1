package dev.bursar.adminui.sso;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.sso.SsoPending;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.TimeText;

/** What is saved here and the issuer does not know yet. */
final class PendingPanel {
    private PendingPanel() {}

    static Panel of(SsoPending pending) {
        boolean failed = pending.attempts() > 0;
        Panel panel = new Panel(failed ? "Waiting for Keycloak" : "Being set up").withTest("sso-pending");
        panel.add(new Paragraph(
                failed
                        ? "What you changed is saved. Keycloak could not be told of it yet, so people sign in as before. It is"
                                + " tried again by itself."
                        : "What you changed is saved, and Keycloak is being told of it."));
        if (failed) {
            Div line = new Div(
                    new StateBadge(pending.problem(), StateBadge.Tone.WARN),
                    new Span("Since"),
                    TimeText.at(pending.since()),
                    new Span("Next attempt"),
                    TimeText.at(pending.nextAttemptAt()));
            line.addClassName("row-line");
            panel.add(line);
        }
        return panel;
    }
}
