package dev.bursar.adminui.security;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import com.vaadin.flow.spring.annotation.SpringComponent;
import org.jspecify.annotations.Nullable;

/**
 * Ends sign-ins that nobody uses. An open tab sends a heartbeat for ever, and each one is a request that keeps the
 * browser's session: only Vaadin can tell them from use, and closes its own session after the same time
 * ({@code vaadin.closeIdleSessions}). The browser's session, and the sign-in in it, end with that one.
 */
@SpringComponent
class IdleSessions implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource()
                .addSessionInitListener(begun -> begun.getSession()
                        .setAttribute(WrappedSession.class, begun.getSession().getSession()));
        event.getSource().addSessionDestroyListener(ended -> end(ended.getSession()));
    }

    private static void end(VaadinSession session) {
        WrappedSession browsers = browsers(session);
        if (browsers == null) {
            return;
        }
        try {
            browsers.invalidate();
        } catch (IllegalStateException e) {
            // It ended first: signed out, or run out by itself.
        }
    }

    private static @Nullable WrappedSession browsers(VaadinSession session) {
        session.lock();
        try {
            return session.getAttribute(WrappedSession.class);
        } finally {
            session.unlock();
        }
    }
}
