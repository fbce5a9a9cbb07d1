package dev.bursar.adminui.component;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before what hurts; names the consequence. */
public final class Confirm {
    private Confirm() {}

    public static void danger(String question, String consequence, String verb, Runnable action) {
        open(question, consequence, verb, "Keep it", "primary error", action);
    }

    /** Of what can be undone by doing it the other way round, but reaches far. */
    public static void ask(String question, String consequence, String verb, Runnable action) {
        open(question, consequence, verb, "Cancel", "primary", action);
    }

    private static void open(
            String question, String consequence, String verb, String no, String theme, Runnable action) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(question);
        dialog.setText(consequence);
        dialog.setCancelable(true);
        dialog.setCancelText(no);
        dialog.setConfirmText(verb);
        dialog.setConfirmButtonTheme(theme);
        dialog.addConfirmListener(confirmed -> action.run());
        dialog.getElement().setAttribute("data-test", "confirm");
        dialog.open();
    }
}
