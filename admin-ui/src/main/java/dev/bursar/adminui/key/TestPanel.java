package dev.bursar.adminui.key;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Icon;

/** "Test it now": a real call with the new key, its answer, its cost and what is left. */
final class TestPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final transient TestCall calls;
    private final String secret;
    private final String model;
    private final Div result = new Div();

    TestPanel(TestCall calls, String secret, String model) {
        this.calls = calls;
        this.secret = secret;
        this.model = model;
        addClassName("test-panel");
        Button test = Buttons.plain("Test it now", "test-key", this::call);
        test.setIcon(Icon.PLAY.create());
        test.setDisableOnClick(true);
        test.addClickListener(click -> test.setEnabled(true));
        Span what = new Span("One call to " + model + " through the gateway.");
        what.addClassName("soft");
        result.addClassName("test-result");
        result.getElement().setAttribute("role", "status");
        result.getElement().setAttribute("data-test", "test-result");
        result.setVisible(false);
        Div line = new Div(test, what);
        line.addClassName("test-line");
        add(line, result);
    }

    private void call() {
        result.removeAll();
        result.setVisible(true);
        switch (calls.call(secret, model)) {
            case TestCall.Result.Answered answered -> {
                result.setClassName("failed", false);
                result.add(
                        line("Answer", answered.text()),
                        line("Cost", answered.cost()),
                        line("Remaining", answered.remaining()),
                        line("Took", answered.millis() + " ms"));
            }
            case TestCall.Result.Failed failed -> {
                result.setClassName("failed", true);
                result.add(line("Not served", failed.sentence()));
            }
        }
    }

    private static Div line(String name, String value) {
        Span label = new Span(name);
        label.addClassName("soft");
        Div line = new Div(label, new Span(value));
        line.addClassName("test-fact");
        return line;
    }
}
