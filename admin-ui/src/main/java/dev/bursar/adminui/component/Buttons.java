package dev.bursar.adminui.component;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** Buttons as the console makes them: a verb, and a name that tests can find. */
public final class Buttons {
    private Buttons() {}

    /** What the page is for. */
    public static Button primary(String verb, String test, Runnable action) {
        Button button = plain(verb, test, action);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    /** What the page is for, where that is one more of what it lists. */
    public static Button adding(String verb, String test, Runnable action) {
        Button button = primary(verb, test, action);
        button.setIcon(Icon.PLUS.create());
        return button;
    }

    public static Button plain(String verb, String test, Runnable action) {
        Button button = new Button(verb, click -> action.run());
        button.getElement().setAttribute("data-test", test);
        return button;
    }

    /** What hurts. */
    public static Button danger(String verb, String test, Runnable action) {
        Button button = plain(verb, test, action);
        button.addThemeVariants(ButtonVariant.ERROR);
        return button;
    }

    public static Button quiet(String verb, String test, Runnable action) {
        Button button = plain(verb, test, action);
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }
}
