package dev.bursar.server.publication;

import dev.bursar.server.platform.appointment.AppointmentHolder;
import dev.bursar.server.platform.appointment.Appointments;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** A price that was written for later takes effect: gateways hear of it at that instant. */
@Component
final class PriceAppointments implements AppointmentHolder {
    private final PolicyChanges changes;

    PriceAppointments(PolicyChanges changes) {
        this.changes = changes;
    }

    @Override
    public Appointments.Kind kind() {
        return Appointments.Kind.PRICE;
    }

    @Override
    public void keep(DSLContext tx, UUID organizationId, String subject, Instant now) {
        changes.touch(tx, organizationId, PolicyChanges.Kind.MODEL, subject);
    }
}
