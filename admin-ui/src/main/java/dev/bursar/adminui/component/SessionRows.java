package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Sign-ins: where from, since when, and whether they go on. */
public final class SessionRows extends Div {
    private static final long serialVersionUID = 1L;

    /** @param end ends one that goes on; null: the reader may not */
    public SessionRows(List<Session> sessions, Instant now, @org.jspecify.annotations.Nullable Consumer<Session> end) {
        addClassName("rows");
        sessions.forEach(session -> add(row(session, now, end)));
        if (sessions.isEmpty()) {
            add(soft("No sign-in has been seen yet."));
        }
    }

    private static Component row(
            Session session, Instant now, @org.jspecify.annotations.Nullable Consumer<Session> end) {
        Span where = new Span(session.address().isEmpty() ? "Unknown address" : session.address());
        where.addClassName("strong");
        Span name = new Span(where, new Span(" "), state(session));
        boolean goesOn = session.endedAt() == null;
        Component action =
                goesOn && end != null ? Buttons.quiet("End", "end-session", () -> end.accept(session)) : new Span();
        Div first = new Div(name, action);
        first.addClassName("row-line");
        Span times = soft("");
        times.add(
                new Span("Signed in "),
                TimeText.at(session.startedAt()),
                new Span(goesOn ? ", last seen " : ", ended "),
                TimeText.ago(goesOn ? session.lastSeenAt() : session.endedAt(), now, ""));
        Div row = new Div(first, times);
        if (!session.userAgent().isEmpty()) {
            row.add(soft(session.userAgent()));
        }
        row.addClassName("row");
        return row;
    }

    private static Component state(Session session) {
        if (session.endedAt() != null) {
            return new StateBadge("Ended", StateBadge.Tone.CALM);
        }
        return session.current()
                ? new StateBadge("This one", StateBadge.Tone.GOOD)
                : new StateBadge("Active", StateBadge.Tone.GOOD);
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
