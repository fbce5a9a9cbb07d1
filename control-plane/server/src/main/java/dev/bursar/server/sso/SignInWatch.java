package dev.bursar.server.sso;

import dev.bursar.server.access.MemberStates;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.appointment.AppointmentHolder;
import dev.bursar.server.platform.appointment.Appointments;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once an hour at who did not sign in for too long, in each organization that has a rule about it: suspends, some at a
 * time, and has those reminded whose time comes. While a connection does not work nobody can come through it, and nobody is
 * asked to.
 */
final class SignInWatch implements AppointmentHolder {
    static final Duration EVERY = Duration.ofHours(1);
    static final int AT_ONCE = 50;

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(SignInWatch.class);

    private final JooqConnections connections;
    private final JooqSignIns signIns;
    private final MemberStates states;
    private final Reminders reminders;

    SignInWatch(JooqConnections connections, JooqSignIns signIns, MemberStates states, Reminders reminders) {
        this.connections = connections;
        this.signIns = signIns;
        this.states = states;
        this.reminders = reminders;
    }

    @Override
    public Appointments.Kind kind() {
        return Appointments.Kind.SIGN_INS;
    }

    /** Where no connection has a rule any more, this was the last look. */
    @Override
    public void keep(DSLContext tx, UUID organizationId, String subject, Instant now) {
        boolean ruled = false;
        boolean more = false;
        for (Connection connection : connections.list(tx, organizationId)) {
            SignInRule rule = connection.rule();
            ruled |= rule != null;
            if (rule != null && connection.works() && !now.isBefore(rule.suspendsFrom())) {
                more |= suspend(tx, organizationId, connection, rule, now);
            }
        }
        if (ruled) {
            Appointments.make(tx, organizationId, kind(), "", now.plus(more ? SOON : EVERY));
        }
    }

    @Override
    public void kept(UUID organizationId) {
        reminders.soon(organizationId);
    }

    /** @return whether there may be more of them */
    private boolean suspend(DSLContext tx, UUID organization, Connection connection, SignInRule rule, Instant now) {
        Caller system = Caller.system(organization);
        int suspended = 0;
        for (UUID member : signIns.overdue(tx, organization, connection, rule, now, AT_ONCE)) {
            if (states.suspendOverdue(tx, system, member)) {
                suspended++;
            } else {
                LOG.info("The last administrator did not sign in for too long and stays member={}", member);
            }
        }
        // One may stay, so that a batch may be short of one and not the last.
        return suspended >= AT_ONCE - 1;
    }
}
