package dev.bursar.adminui.component;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.signals.Signal;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A moment: how long ago it was, the exact instant on hover. On a page that is live the text ages by itself. */
@Tag("time")
public final class TimeText extends HtmlContainer {
    private static final long serialVersionUID = 1L;

    private final Instant at;
    private final @Nullable Instant drawn;

    /** @param drawn when it was {@code text} long ago; null: the text holds for ever */
    private TimeText(Instant at, String text, @Nullable Instant drawn) {
        this.at = at;
        this.drawn = drawn;
        setText(text);
        getElement().setAttribute("datetime", at.toString());
        getElement().setAttribute("title", Times.exact(at));
    }

    /** {@code 3 min ago}, or a word where there is no moment. */
    public static Component ago(@Nullable OffsetDateTime at, Instant now, String never) {
        return at == null ? soft(never) : new TimeText(at.toInstant(), Times.relative(at.toInstant(), now), now);
    }

    /** {@code 3 Mar, 14:05}. */
    public static Component at(OffsetDateTime at) {
        return new TimeText(at.toInstant(), Times.minute(at.toInstant()), null);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (drawn != null && event.isInitialAttach()) {
            Signal<Instant> now = Now.in(event.getUI());
            Signal.effect(this, () -> age(drawn, now.get()));
        }
    }

    private void age(Instant from, Instant now) {
        String text = Times.relative(at, now.isAfter(from) ? now : from);
        if (!text.equals(getText())) {
            setText(text);
        }
    }

    private static Component soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
