package dev.bursar.adminui.component;

import com.vaadin.flow.component.html.Span;

/** An id in full with its copy button. */
public final class CopyableId extends Span {
    private static final long serialVersionUID = 1L;

    public CopyableId(String id, String what) {
        addClassName("copyable");
        Span text = new Span(id);
        text.addClassName("mono");
        add(text, new CopyButton(id, what));
    }
}
