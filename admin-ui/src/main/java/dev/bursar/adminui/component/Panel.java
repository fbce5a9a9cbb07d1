package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;

/** A titled piece of a page. */
public final class Panel extends Section {
    private static final long serialVersionUID = 1L;

    private final Div actions = new Div();

    public Panel(String title, Component... content) {
        addClassName("panel");
        H2 heading = new H2(title);
        actions.addClassName("panel-actions");
        Div header = new Div(heading, actions);
        header.addClassName("panel-header");
        add(header);
        add(content);
    }

    /** To the right of the title. */
    public Panel withActions(Component... components) {
        actions.add(components);
        return this;
    }

    public Panel withTest(String name) {
        getElement().setAttribute("data-test", name);
        return this;
    }
}
