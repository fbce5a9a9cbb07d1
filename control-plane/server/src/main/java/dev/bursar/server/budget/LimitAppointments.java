package dev.bursar.server.budget;

import dev.bursar.server.platform.appointment.AppointmentHolder;
import dev.bursar.server.platform.appointment.Appointments;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** A top-up begins or ends, an override does, a period that ended gives money back: the limit is another one now. */
@Component
final class LimitAppointments implements AppointmentHolder {
    private final JooqPeriods periods;

    LimitAppointments(JooqPeriods periods) {
        this.periods = periods;
    }

    @Override
    public Appointments.Kind kind() {
        return Appointments.Kind.LIMIT;
    }

    @Override
    public void keep(DSLContext tx, UUID organizationId, String subject, Instant now) {
        periods.refresh(tx, organizationId, UUID.fromString(subject), now);
    }
}
