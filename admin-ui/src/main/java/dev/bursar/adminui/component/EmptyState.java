package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** Says what would stand here, and offers the first step. */
public final class EmptyState extends Div {
    private static final long serialVersionUID = 1L;

    public EmptyState(Icon icon, String title, String text, Component... steps) {
        addClassName("empty-state");
        Span heading = new Span(title);
        heading.addClassName("empty-title");
        add(icon.create(), heading, new Paragraph(text));
        add(steps);
    }
}
