package dev.bursar.adminui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.HttpStatusCode;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.SignInAgainException;
import dev.bursar.adminui.controlplane.UnreachableException;
import jakarta.annotation.security.PermitAll;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a page cannot be shown: what is wrong in a sentence, and a way to try again. Never a stack trace. */
@PermitAll
public class TroublePage extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TroublePage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        addClassName("alone");
        ControlPlaneException failure = Start.failureOf(parameter.getCaughtException());
        if (failure == null) {
            LOG.error("A page cannot be shown path={}", event.getLocation().getPath(), parameter.getCaughtException());
            show(
                    "This page cannot be shown",
                    "Something went wrong in the console. Its log has the reason.",
                    "trouble");
            return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
        }
        switch (failure) {
            case UnreachableException unreachable ->
                show(
                        "The control plane cannot be reached",
                        "Gateways serve on from what they know. Nothing can be seen or changed here until it answers.",
                        "unreachable");
            case RefusedException refused -> show("That was refused", refused.sentence(), "refused");
            case SignInAgainException signIn -> {
                show("Your session has ended", "Sign in again to go on.", "session-ended");
                UI.getCurrent().getPage().setLocation("sign-in");
            }
        }
        return HttpStatusCode.SERVICE_UNAVAILABLE.getCode();
    }

    private void show(String title, String text, String test) {
        getElement().setAttribute("data-test", test);
        add(new EmptyState(
                Icon.ALERT,
                title,
                text,
                Buttons.primary(
                        "Try again", "retry", () -> UI.getCurrent().getPage().reload())));
    }

    @Override
    public String getPageTitle() {
        return "Trouble · Bursar";
    }
}
