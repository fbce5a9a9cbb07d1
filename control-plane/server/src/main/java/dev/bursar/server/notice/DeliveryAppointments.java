package dev.bursar.server.notice;

import dev.bursar.server.platform.appointment.AppointmentHolder;
import dev.bursar.server.platform.appointment.Appointments;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jooq.DSLContext;

/**
 * Sends what is due, outside of the transaction and of the appointments' thread: one slow receiver holds up nobody else.
 * Until it is sent there is a later appointment, in case this process dies meanwhile.
 */
final class DeliveryAppointments implements AppointmentHolder {
    private final JooqDeliveries deliveries;
    private final DeliveryRun run;
    private final Executor executor;

    DeliveryAppointments(JooqDeliveries deliveries, DeliveryRun run, Executor executor) {
        this.deliveries = deliveries;
        this.run = run;
        this.executor = executor;
    }

    @Override
    public Appointments.Kind kind() {
        return Appointments.Kind.DELIVERIES;
    }

    @Override
    public void keep(DSLContext tx, UUID organizationId, String subject, Instant now) {
        deliveries.nextAttempt(tx, organizationId).ifPresent(next -> {
            Instant then = next.isAfter(now) ? next : now.plus(DeliveryRun.PUT_OFF);
            Appointments.makeSoonest(tx, organizationId, Appointments.Kind.DELIVERIES, then);
        });
    }

    @Override
    public void kept(UUID organizationId) {
        executor.execute(() -> run.run(organizationId));
    }
}
