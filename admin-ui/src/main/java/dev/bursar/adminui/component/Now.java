package dev.bursar.adminui.component;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.signals.local.ValueSignal;
import java.time.Instant;

/**
 * The moment from which a browser window's relative times count. It goes on with each poll, and texts that say another
 * time by then change by themselves; nothing else is drawn for it.
 */
final class Now {
    private Now() {}

    /** {@link Instant#EPOCH} until something polls. */
    static ValueSignal<Instant> in(UI ui) {
        Window window = ComponentUtil.getData(ui, Window.class);
        if (window == null) {
            window = new Window(new ValueSignal<>(Instant.EPOCH));
            ComponentUtil.setData(ui, Window.class, window);
        }
        return window.now();
    }

    private record Window(ValueSignal<Instant> now) {}
}
