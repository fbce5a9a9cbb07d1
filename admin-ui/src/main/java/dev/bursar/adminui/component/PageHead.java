package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;

/** The top of a page: its title with what qualifies it, the one sentence that answers its question, what can be done. */
public final class PageHead extends Header {
    private static final long serialVersionUID = 1L;

    private final Paragraph lead = new Paragraph();
    private final Div actions = new Div();

    /** @param beside badges */
    public PageHead(String title, Component... beside) {
        Div line = new Div(new H1(title));
        line.add(beside);
        line.addClassName("title-line");
        lead.addClassName("lead");
        lead.setVisible(false);
        actions.addClassName("page-actions");
        add(new Div(line, lead), actions);
        addClassName("page-header");
    }

    public PageHead lead(String sentence) {
        lead.setText(sentence);
        lead.setVisible(true);
        return this;
    }

    public PageHead actions(List<? extends Component> buttons) {
        actions.add(buttons.toArray(Component[]::new));
        return this;
    }

    /** The sentence itself, for a page where it changes. */
    public Paragraph sentence() {
        return lead;
    }
}
