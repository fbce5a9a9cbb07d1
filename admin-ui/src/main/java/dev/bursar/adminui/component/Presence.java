package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.signals.Signal;
import com.vaadin.flow.signals.local.ValueSignal;
import java.time.Duration;

/**
 * Whether anybody sits in front of a page: moves, types or scrolls. A page that asks by itself while nobody does would
 * keep its session alive for ever.
 */
final class Presence {
    /** Without a sign of life for so long, nobody is there. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    static final String GONE = "bursar-gone";
    static final String BACK = "bursar-back";

    private static final String WATCH = """
            const page = this, patience = $0;
            page.bursarPresence?.abort();
            const watch = page.bursarPresence = new AbortController();
            let timer, gone = false;
            const seen = () => {
                clearTimeout(timer);
                if (!page.isConnected) { watch.abort(); return; }
                timer = setTimeout(() => { gone = true; page.dispatchEvent(new CustomEvent('bursar-gone')); }, patience);
                if (gone) { gone = false; page.dispatchEvent(new CustomEvent('bursar-back')); }
            };
            for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focus']) {
                window.addEventListener(sign, seen, { signal: watch.signal, passive: true, capture: true });
            }
            seen();
            """;

    private Presence() {}

    /** @param back runs when somebody is there again */
    static Signal<Boolean> of(Component component, Runnable back) {
        ValueSignal<Boolean> present = new ValueSignal<>(true);
        component.getElement().addEventListener(GONE, event -> present.set(false));
        component.getElement().addEventListener(BACK, event -> {
            present.set(true);
            back.run();
        });
        component.addAttachListener(attached -> {
            present.set(true);
            component.getElement().executeJs(WATCH, PATIENCE.toMillis());
        });
        return present;
    }
}
