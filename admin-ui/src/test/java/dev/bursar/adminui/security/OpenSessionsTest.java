package dev.bursar.adminui.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.http.HttpSessionEvent;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

class OpenSessionsTest {
    private final OpenSessions sessions = new OpenSessions();
    private final MockHttpSession session = new MockHttpSession(null, "before");

    @Test
    void endsASessionByTheIdThatItHasSinceSignIn() {
        sessions.sessionCreated(new HttpSessionEvent(session));
        String after = session.changeSessionId();
        sessions.sessionIdChanged(new HttpSessionEvent(session), "before");

        sessions.end("before");
        assertThat(session.isInvalid()).isFalse();
        sessions.end(after);
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void isNotDisturbedByASessionThatEndedByItself() {
        sessions.sessionCreated(new HttpSessionEvent(session));
        session.invalidate();

        assertThatCode(() -> sessions.end("before")).doesNotThrowAnyException();
    }

    @Test
    void forgetsSessionsThatRanOut() {
        sessions.sessionCreated(new HttpSessionEvent(session));
        sessions.sessionDestroyed(new HttpSessionEvent(session));

        sessions.end("before");
        assertThat(session.isInvalid()).isFalse();
    }
}
