package dev.bursar.adminui.component;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before what hurts; names the consequence. */
public final class Confirm {
    private Confirm() {}

    public static void danger(String question, String consequence, String verb, Runnable action) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(question);
        dialog.setText(consequence);
        dialog.setCancelable(true);
        dialog.setCancelText("Keep it");
        dialog.setConfirmText(verb);
        dialog.setConfirmButtonTheme("primary error");
        dialog.addConfirmListener(confirmed -> action.run());
        dialog.getElement().setAttribute("data-test", "confirm");
        dialog.open();
    }
}
