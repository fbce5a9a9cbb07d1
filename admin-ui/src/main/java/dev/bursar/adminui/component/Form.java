package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.RefusedException;

/** A dialog with fields, a sentence on what will happen, and one button that does it. */
public final class Form extends Dialog {
    private static final long serialVersionUID = 1L;

    private final Div fields = new Div();
    private final Paragraph preview = new Paragraph();
    private final Button submit;
    private final FieldErrors errors = new FieldErrors();

    /** @param test name for tests: the dialog, and {@code <test>-submit} for its button */
    public Form(String title, String verb, String test, Runnable action) {
        setHeaderTitle(title);
        addClassName("form");
        getElement().setAttribute("data-test", test);
        fields.addClassName("form-fields");
        preview.addClassName("preview");
        preview.getElement().setAttribute("data-test", test + "-preview");
        preview.getElement().setAttribute("aria-live", "polite");
        preview.setVisible(false);
        add(fields, preview);
        submit = Buttons.primary(verb, test + "-submit", () -> attempt(action));
        submit.setDisableOnClick(true);
        submit.addClickShortcut(Key.ENTER);
        getFooter().add(Buttons.quiet("Cancel", test + "-cancel", this::close), submit);
    }

    public void fields(Component... components) {
        fields.add(components);
    }

    public FieldErrors errors() {
        return errors;
    }

    public void preview(String sentence) {
        preview.setText(sentence);
        preview.setVisible(!sentence.isEmpty());
    }

    public void verb(String verb) {
        submit.setText(verb);
    }

    /** Failures stay in the dialog: nothing that was typed is lost. */
    private void attempt(Runnable action) {
        try {
            errors.clear();
            action.run();
        } catch (RefusedException e) {
            errors.show(e);
        } catch (ControlPlaneException e) {
            Notices.of(e);
        } finally {
            submit.setEnabled(true);
        }
    }
}
