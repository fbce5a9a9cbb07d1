package dev.bursar.adminui.organization;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.bursar.adminapi.rotation.EncryptionKey;
import dev.bursar.adminapi.rotation.EncryptionKeys;
import dev.bursar.adminapi.rotation.EncryptionKeysApi;
import dev.bursar.adminapi.rotation.KeyRotation;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.TimeText;
import java.util.List;

/** Which keys credentials and other secrets are sealed under, and how they come under the newest. */
final class EncryptionKeysPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final transient EncryptionKeysApi api;
    private boolean running;

    EncryptionKeysPanel(EncryptionKeysApi api) {
        this.api = api;
        refresh();
    }

    /** While a rotation runs: counting costs the control plane something. */
    void refreshWhileRunning() {
        if (running) {
            refresh();
        }
    }

    private void refresh() {
        show(api.get());
    }

    private void show(EncryptionKeys keys) {
        KeyRotation rotation = keys.rotation();
        running = rotation != null && rotation.state().equals("running");
        long older = keys.keys().stream()
                .filter(key -> !key.newest())
                .mapToLong(EncryptionKey::values)
                .sum();
        Panel panel = new Panel("Encryption keys", new Paragraph(sentence(keys.keys(), older)), rows(keys.keys()))
                .withTest("encryption-keys");
        if (rotation != null) {
            panel.add(progress(rotation));
        }
        if (running) {
            panel.withActions(Buttons.quiet("Stop", "cancel-rotation", this::cancel));
        } else if (older > 0) {
            panel.withActions(Buttons.plain("Put all under the newest", "rotate-keys", () -> begin(older)));
        }
        removeAll();
        add(panel);
    }

    private static String sentence(List<EncryptionKey> keys, long older) {
        if (older > 0) {
            return older + (older == 1 ? " secret is" : " secrets are")
                    + " under an older key. It must stay until they are under the newest.";
        }
        return keys.size() > 1
                ? "Everything is under the newest key. The older ones can be taken out of credential.kek.old."
                : "Everything is under one key. To replace it, put another one into credential.kek and this one into"
                        + " credential.kek.old, and restart.";
    }

    private static Component rows(List<EncryptionKey> keys) {
        Div rows = new Div();
        for (EncryptionKey key : keys) {
            Span id = new Span(key.id());
            id.addClassName("strong");
            Div line = new Div(id, badge(key));
            line.addClassName("row-line");
            Div what = new Div(
                    new Span(key.values() + (key.values() == 1 ? " secret, since " : " secrets, since ")),
                    TimeText.at(key.firstUsedAt()));
            what.addClassName("soft");
            Div row = new Div(line, what);
            row.addClassName("step-item");
            rows.add(row);
        }
        return rows;
    }

    private static StateBadge badge(EncryptionKey key) {
        if (!key.present()) {
            return new StateBadge("Missing", StateBadge.Tone.BAD);
        }
        return key.newest()
                ? new StateBadge("Newest", StateBadge.Tone.GOOD)
                : new StateBadge("Older", StateBadge.Tone.CALM);
    }

    private static Component progress(KeyRotation rotation) {
        String through = rotation.organizations() + " of " + rotation.allOrganizations() + " organizations";
        String wrapped = rotation.wrapped() + (rotation.wrapped() == 1 ? " secret" : " secrets");
        String unreadable = rotation.unreadable() == 0
                ? ""
                : " " + rotation.unreadable() + " did not open and stayed as they are: enter them again.";
        String words = switch (rotation.state()) {
            case "running" -> "Going through " + through + ", " + wrapped + " so far.";
            case "cancelled" -> "Stopped by hand after " + wrapped + ", " + through + ".";
            default -> "Last put under the newest: " + wrapped + ", " + through + ".";
        };
        Div progress = new Div(new Paragraph(words + unreadable));
        if (rotation.state().equals("running")) {
            ProgressBar bar = new ProgressBar(0, Math.max(1, rotation.allOrganizations()), rotation.organizations());
            bar.getElement().setAttribute("aria-label", "Organizations gone through");
            progress.add(bar);
        }
        progress.getElement().setAttribute("data-test", "rotation-state");
        return progress;
    }

    private void begin(long older) {
        Confirm.ask(
                "Put " + older + (older == 1 ? " secret" : " secrets") + " under the newest key?",
                "Nothing is interrupted, and it goes on after a restart. Begin when every control plane has the newest"
                        + " key.",
                "Begin",
                () -> {
                    api.rotate();
                    Notices.done("It has begun.");
                    refresh();
                });
    }

    private void cancel() {
        api.cancel();
        Notices.done("Stopped. What is under the newest key stays so.");
        refresh();
    }
}
