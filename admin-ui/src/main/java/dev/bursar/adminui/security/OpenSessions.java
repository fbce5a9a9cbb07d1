package dev.bursar.adminui.security;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The console's sessions by their ids, so that one can be ended from without. */
final class OpenSessions implements HttpSessionListener, HttpSessionIdListener {
    private final Map<String, HttpSession> open = new ConcurrentHashMap<>();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        open.put(event.getSession().getId(), event.getSession());
    }

    /** As it does at sign-in. */
    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
        open.remove(before);
        open.put(event.getSession().getId(), event.getSession());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        open.remove(event.getSession().getId());
    }

    /** Does nothing where it ended meanwhile. */
    void end(String id) {
        HttpSession session = open.remove(id);
        if (session == null) {
            return;
        }
        try {
            session.invalidate();
        } catch (IllegalStateException endedMeanwhile) {
            // as it should be
        }
    }
}
