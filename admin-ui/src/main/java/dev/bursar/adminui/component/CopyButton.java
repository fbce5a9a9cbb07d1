package dev.bursar.adminui.component;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** Copies a text in the browser, without a way to the server; says "Copied" for a moment. */
public final class CopyButton extends Button {
    private static final long serialVersionUID = 1L;

    /** @param what names it for those who can't see the icon: {@code key id} */
    public CopyButton(String text, String what) {
        setIcon(Icon.COPY.create());
        addThemeVariants(ButtonVariant.TERTIARY);
        addClassNames("copy", "icon-button");
        setAriaLabel("Copy " + what);
        getElement().setAttribute("title", "Copy " + what);
        getElement().setAttribute("data-copy", text);
    }

    /** With words beside the icon. */
    public static CopyButton labelled(String text, String label) {
        CopyButton button = new CopyButton(text, label);
        button.removeClassName("icon-button");
        button.removeThemeVariants(ButtonVariant.TERTIARY);
        button.setText("Copy");
        return button;
    }
}
