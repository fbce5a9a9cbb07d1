package dev.bursar.server.notice;

import dev.bursar.server.platform.appointment.AppointmentHolder;
import dev.bursar.server.platform.appointment.Appointments;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Looks at an organization's rules, and again after a while for as long as there are any. */
@Component
final class RuleAppointments implements AppointmentHolder {
    private final Evaluator evaluator;
    private final NoticeProperties properties;

    RuleAppointments(Evaluator evaluator, NoticeProperties properties) {
        this.evaluator = evaluator;
        this.properties = properties;
    }

    @Override
    public Appointments.Kind kind() {
        return Appointments.Kind.RULES;
    }

    @Override
    public void keep(DSLContext tx, UUID organizationId, String subject, Instant now) {
        if (evaluator.evaluate(tx, organizationId, now)) {
            Appointments.makeSoonest(tx, organizationId, Appointments.Kind.RULES, now.plus(properties.evaluateEvery()));
        }
    }
}
