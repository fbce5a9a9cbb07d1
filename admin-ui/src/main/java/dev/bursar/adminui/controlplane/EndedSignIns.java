package dev.bursar.adminui.controlplane;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinRequestInterceptor;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import com.vaadin.flow.spring.annotation.SpringComponent;
import org.jspecify.annotations.Nullable;

/**
 * Ends the browser's session once the control plane takes its tokens no more: the sign-in ended elsewhere, and the issuer may
 * have told another console of it, or none. The session ends behind the answer of the request that met the refusal, in every
 * tab: that answer still leads to the sign-in page.
 */
@SpringComponent
public class EndedSignIns implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;
    private static final String OVER = EndedSignIns.class.getName();

    /** A request of the page is being answered; where none is, the page's next one will meet the refusal. */
    static void note() {
        VaadinRequest request = VaadinRequest.getCurrent();
        if (request != null) {
            request.setAttribute(OVER, true);
        }
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addVaadinRequestInterceptor(new Behind());
    }

    private static final class Behind implements VaadinRequestInterceptor {
        private static final long serialVersionUID = 1L;

        @Override
        public void requestStart(VaadinRequest request, VaadinResponse response) {}

        @Override
        public void handleException(
                VaadinRequest request, VaadinResponse response, @Nullable VaadinSession session, Exception failure) {}

        @Override
        public void requestEnd(VaadinRequest request, VaadinResponse response, @Nullable VaadinSession session) {
            WrappedSession browsers = request.getWrappedSession(false);
            if (request.getAttribute(OVER) == null || browsers == null) {
                return;
            }
            try {
                browsers.invalidate();
            } catch (IllegalStateException e) {
                // It ended first: signed out, or run out by itself.
            }
        }
    }
}
