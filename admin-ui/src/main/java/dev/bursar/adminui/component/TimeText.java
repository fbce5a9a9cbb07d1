package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A moment: how long ago it was, the exact instant on hover. */
@Tag("time")
public final class TimeText extends HtmlContainer {
    private static final long serialVersionUID = 1L;

    private TimeText(Instant at, String text) {
        setText(text);
        getElement().setAttribute("datetime", at.toString());
        getElement().setAttribute("title", Times.exact(at));
    }

    /** {@code 3 min ago}, or a word where there is no moment. */
    public static Component ago(@Nullable OffsetDateTime at, Instant now, String never) {
        return at == null ? soft(never) : new TimeText(at.toInstant(), Times.relative(at.toInstant(), now));
    }

    /** {@code 3 Mar, 14:05}. */
    public static Component at(OffsetDateTime at) {
        return new TimeText(at.toInstant(), Times.minute(at.toInstant()));
    }

    private static Component soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
