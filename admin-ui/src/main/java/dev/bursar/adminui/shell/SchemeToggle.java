package dev.bursar.adminui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** Goes round: as the system, light, dark. */
final class SchemeToggle extends Button {
    private static final long serialVersionUID = 1L;

    private ColourScheme scheme = ColourScheme.current();

    SchemeToggle() {
        addThemeVariants(ButtonVariant.TERTIARY);
        addClassName("icon-button");
        getElement().setAttribute("data-test", "colour-scheme");
        face();
        addClickListener(click -> {
            scheme = scheme.next();
            scheme.apply(UI.getCurrent());
            face();
        });
    }

    private void face() {
        setIcon(scheme.icon().create());
        String words = "Colours: " + scheme.label().toLowerCase(java.util.Locale.ROOT) + ". Change";
        setAriaLabel(words);
        getElement().setAttribute("title", words);
    }
}
