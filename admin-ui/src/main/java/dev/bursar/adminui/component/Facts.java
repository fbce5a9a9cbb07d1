package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** What there is to know of an object: terms and their values. */
public final class Facts extends DescriptionList {
    private static final long serialVersionUID = 1L;

    public Facts() {
        addClassName("facts");
    }

    public Facts fact(String term, Component value) {
        Div pair = new Div();
        Term name = new Term(term);
        Description description = new Description(value);
        pair.getElement().appendChild(name.getElement(), description.getElement());
        getElement().appendChild(pair.getElement());
        return this;
    }

    public Facts fact(String term, String value) {
        return fact(term, new Span(value));
    }
}
