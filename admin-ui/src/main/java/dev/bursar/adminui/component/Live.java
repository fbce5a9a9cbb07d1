package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.signals.Signal;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.SignInAgainException;
import dev.bursar.adminui.controlplane.UnreachableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Polls while a component is attached, its tab is in view and somebody is there to see it: a hidden tab costs nothing,
 * and a page that was left open does not keep its session alive.
 */
final class Live {
    private static final int STOPPED = -1;

    private Live() {}

    /**
     * @param clock by which relative times on the page go on
     * @param problem gets a sentence while refreshing fails, an empty one once it works again
     */
    static void every(Component component, Clock clock, Duration interval, Runnable refresh, Consumer<String> problem) {
        AtomicReference<@Nullable Registration> polling = new AtomicReference<>();
        Signal<Boolean> present =
                Presence.of(component, () -> component.getUI().ifPresent(ui -> attempt(ui, clock, refresh, problem)));
        component.addAttachListener(attached -> {
            UI ui = attached.getUI();
            Signal<PageVisibility> visibility = ui.getPage().pageVisibilitySignal();
            Signal.effect(
                    component,
                    () -> ui.setPollInterval(
                            visibility.get() == PageVisibility.HIDDEN || !present.get()
                                    ? STOPPED
                                    : (int) interval.toMillis()));
            polling.set(ui.addPollListener(poll -> attempt(ui, clock, refresh, problem)));
        });
        component.addDetachListener(detached -> {
            detached.getUI().setPollInterval(STOPPED);
            Registration registration = polling.getAndSet(null);
            if (registration != null) {
                registration.remove();
            }
        });
    }

    private static void attempt(UI ui, Clock clock, Runnable refresh, Consumer<String> problem) {
        Now.in(ui).set(clock.instant());
        try {
            refresh.run();
            problem.accept("");
        } catch (ControlPlaneException e) {
            switch (e) {
                case UnreachableException unreachable ->
                    problem.accept("The control plane cannot be reached. This is what was known before; the page"
                            + " goes on trying.");
                case RefusedException refused -> problem.accept(refused.sentence());
                case SignInAgainException signIn -> ui.getPage().setLocation("sign-in");
            }
        }
    }
}
