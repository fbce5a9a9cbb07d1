package dev.bursar.adminui.component;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.SignInAgainException;
import dev.bursar.adminui.controlplane.UnreachableException;

/** Short messages that come and go. */
public final class Notices {
    private static final int BRIEFLY_MILLIS = 3_500;
    private static final int LONG_MILLIS = 10_000;

    private Notices() {}

    public static void done(String sentence) {
        show(sentence, NotificationVariant.SUCCESS, BRIEFLY_MILLIS);
    }

    public static void failed(String sentence) {
        show(sentence, NotificationVariant.ERROR, LONG_MILLIS);
    }

    /** What went wrong in a sentence, and what to do where something can be done. */
    public static void of(ControlPlaneException failure) {
        switch (failure) {
            case RefusedException refused when refused.wantsSignInAgain() -> signInAgain(refused);
            case RefusedException refused -> failed(refused.sentence());
            case UnreachableException unreachable ->
                failed(unreachable.sentence() + " Nothing was changed as far as the console knows. Try again.");
            case SignInAgainException signIn -> UI.getCurrent().getPage().setLocation("sign-in");
        }
    }

    private static void signInAgain(RefusedException refused) {
        UI ui = UI.getCurrent();
        String page = "/" + ui.getActiveViewLocation().getPath();
        Confirm.ask(
                "Sign in once more?",
                refused.sentence() + " You come back to this page.",
                "Sign in again",
                () -> ui.getPage().setLocation("sign-in?again=" + page));
    }

    private static void show(String sentence, NotificationVariant variant, int millis) {
        Notification notification = new Notification();
        notification.addThemeVariants(variant);
        notification.setPosition(Notification.Position.BOTTOM_END);
        notification.setDuration(millis);
        Button close = new Button(Icon.CLOSE.create(), click -> notification.close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        close.addClassName("icon-button");
        close.setAriaLabel("Close");
        Div content = new Div(new Span(sentence), close);
        content.addClassName("notice");
        notification.add(content);
        notification.getElement().setAttribute("data-test", "notice");
        notification.open();
    }
}
