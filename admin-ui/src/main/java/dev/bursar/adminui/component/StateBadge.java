package dev.bursar.adminui.component;

import com.vaadin.flow.component.html.Span;

/** A state in words, with a colour and a shape that say the same. */
public final class StateBadge extends Span {
    private static final long serialVersionUID = 1L;

    /** How a state feels. */
    public enum Tone {
        GOOD,
        CALM,
        WARN,
        BAD
    }

    public StateBadge(String text, Tone tone) {
        super(text);
        addClassNames("state", "state-" + tone.name().toLowerCase(java.util.Locale.ROOT));
    }

    public static StateBadge ofKey(String state) {
        return switch (state) {
            case "active" -> new StateBadge("Active", Tone.GOOD);
            case "disabled" -> new StateBadge("Disabled", Tone.WARN);
            case "expired" -> new StateBadge("Expired", Tone.WARN);
            case "revoked" -> new StateBadge("Revoked", Tone.BAD);
            case "organization_archived" -> new StateBadge("Organization archived", Tone.WARN);
            default -> new StateBadge(Words.sentence(state), Tone.CALM);
        };
    }

    public static StateBadge ofOutcome(String outcome) {
        return switch (outcome) {
            case "completed" -> new StateBadge("Completed", Tone.GOOD);
            case "done" -> new StateBadge("Done", Tone.GOOD);
            case "refused" -> new StateBadge("Refused", Tone.BAD);
            case "provider_failed" -> new StateBadge("Provider failed", Tone.BAD);
            case "client_gone" -> new StateBadge("Client gone", Tone.CALM);
            case "cut" -> new StateBadge("Cut", Tone.WARN);
            default -> new StateBadge(Words.sentence(outcome), Tone.CALM);
        };
    }
}
