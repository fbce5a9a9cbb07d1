package dev.bursar.adminui.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import dev.bursar.adminui.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

class IdleSessionsTest extends ConsoleTest {
    @Value("${server.servlet.session.timeout}")
    private String timeout;

    @Value("${vaadin.close-idle-sessions}")
    private boolean closesIdle;

    @Test
    void takesNoHeartbeatForUse() {
        assertThat(timeout).isEqualTo("30m");
        assertThat(closesIdle).isTrue();
    }

    @Test
    void endsTheSignInWithTheSessionOfTheConsole() {
        VaadinSession session = VaadinSession.getCurrent();
        WrappedSession browsers = session.getSession();
        browsers.setAttribute("signed-in", "yes");
        assertThat(session.getAttribute(WrappedSession.class)).isSameAs(browsers);

        VaadinService.getCurrent().fireSessionDestroy(session);
        VaadinService.getCurrent().runPendingAccessTasks(session);

        assertThatThrownBy(() -> browsers.setAttribute("signed-in", "still")).isInstanceOf(IllegalStateException.class);
    }
}
