package dev.bursar.server.session;

import dev.bursar.server.identity.PasswordChanged;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.platform.database.Tenancy;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A new password ends whatever the old one opened, but for the sign-in by which it was changed. */
@Component
class PasswordSessions {
    private final Sessions sessions;
    private final Tenancy tenancy;

    PasswordSessions(Sessions sessions, Tenancy tenancy) {
        this.sessions = sessions;
        this.tenancy = tenancy;
    }

    @EventListener
    void changed(PasswordChanged event) {
        SignIn by = event.by();
        List<String> ended = tenancy.platform(tx -> sessions.endOthers(tx, by, EndedBy.SELF));
        sessions.tell(by.identity().issuer(), ended);
    }
}
