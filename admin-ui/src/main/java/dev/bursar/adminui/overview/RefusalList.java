package dev.bursar.adminui.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.usage.UsageRequest;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Refusals;
import dev.bursar.adminui.component.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class RefusalList extends Div {
    private static final long serialVersionUID = 1L;

    private static final Duration TIMES_KEPT = Duration.ofSeconds(30);

    private final String slug;
    private transient List<UsageRequest> shown = List.of();
    private Instant shownAt = Instant.EPOCH;

    RefusalList(String slug) {
        this.slug = slug;
        addClassName("rows");
    }

    void show(List<UsageRequest> requests, Instant now) {
        // What the mouse or the keyboard is on stays where it is.
        if (requests.equals(shown) && shownAt.plus(TIMES_KEPT).isAfter(now)) {
            return;
        }
        shown = requests;
        shownAt = now;
        removeAll();
        requests.stream().map(request -> row(request, now)).forEach(this::add);
        if (requests.isEmpty()) {
            Span none = new Span("Nothing was refused.");
            none.addClassName("soft");
            add(none);
        }
    }

    private Anchor row(UsageRequest request, Instant now) {
        Span key = new Span(request.keyName().isEmpty() ? "Unknown key" : request.keyName());
        key.addClassName("strong");
        Div first = new Div(key, TimeText.ago(request.startedAt(), now, ""));
        first.addClassName("row-line");
        Span why = new Span(Refusals.sentence(request.errorCode()) + " · " + request.model());
        why.addClassName("soft");
        Anchor row = new Anchor(Paths.key(slug, request.keyId()), first, why);
        row.addClassName("row");
        return row;
    }
}
