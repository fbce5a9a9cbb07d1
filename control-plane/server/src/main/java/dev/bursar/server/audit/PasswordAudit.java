package dev.bursar.server.audit;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.PasswordChanged;
import dev.bursar.server.platform.database.Tenancy;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Each organization of a person sees that their password was changed. */
@Component
class PasswordAudit {
    private final Memberships memberships;
    private final Tenancy tenancy;
    private final AuditLog audit;

    PasswordAudit(Memberships memberships, Tenancy tenancy, AuditLog audit) {
        this.memberships = memberships;
        this.tenancy = tenancy;
        this.audit = audit;
    }

    @EventListener
    void changed(PasswordChanged event) {
        memberships
                .of(event.by().identity())
                .forEach(membership -> tenancy.write(membership.organizationId(), tx -> {
                    audit.append(
                            tx,
                            Caller.system(membership.organizationId()),
                            new AuditLog.Change(
                                    "sign_in.password_changed",
                                    "member",
                                    membership.memberId().toString(),
                                    membership.displayName(),
                                    AuditLog.Outcome.DONE,
                                    null,
                                    Map.of("by", "the person")));
                    return true;
                }));
    }
}
