package dev.bursar.adminui.shell;

import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.UIInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.UnreachableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/** What every session and every tab of the console begins with. */
@SpringComponent
class Start implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(Start::applyScheme);
        event.getSource().addSessionInitListener(session -> session.getSession().setErrorHandler(Start::report));
        event.getSource().addUIInitListener(Start::load);
        event.getSource().setSystemMessagesProvider(info -> reloadOnExpiry());
    }

    /** The modules need no front-end build: the browser fetches them as they are. */
    private static void load(UIInitEvent event) {
        event.getUI().getPage().addJsModule("context://bursar/console.js");
        event.getUI().getPage().addJsModule("context://bursar/chart.js");
        event.getUI().getPage().addJsModule("context://bursar/burn-down.js");
    }

    /** Before the first paint, so that a dark page never flashes white. */
    private static void applyScheme(IndexHtmlResponse response) {
        ColourScheme scheme = ColourScheme.of(response.getVaadinRequest());
        response.getDocument()
                .selectStream("html")
                .findFirst()
                .orElseThrow()
                .attr("style", "color-scheme: " + scheme.css())
                .attr("theme", scheme.theme())
                .attr("lang", "en");
    }

    /** An ended session leads to the sign-in page, and from there back to where the reader was. */
    private static CustomizedSystemMessages reloadOnExpiry() {
        CustomizedSystemMessages messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(false);
        return messages;
    }

    static void report(ErrorEvent event) {
        ControlPlaneException failure = failureOf(event.getThrowable());
        if (failure != null) {
            Notices.of(failure);
            return;
        }
        LOG.error("A request of the console failed", event.getThrowable());
        if (VaadinSession.getCurrent() != null) {
            Notices.failed("Something went wrong in the console. Reload the page; its log has the reason.");
        }
    }

    static @Nullable ControlPlaneException failureOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ControlPlaneException failure) {
                return failure;
            }
            if (cause instanceof RestClientException) {
                return new UnreachableException("The control plane's answer could not be read.", cause);
            }
        }
        return null;
    }
}
