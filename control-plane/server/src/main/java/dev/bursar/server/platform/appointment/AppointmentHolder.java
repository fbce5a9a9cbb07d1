package dev.bursar.server.platform.appointment;

import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;

/** Does what appointments of one kind are for. */
public interface AppointmentHolder {
    Appointments.Kind kind();

    /**
     * In the transaction that takes the appointment away: if it fails, it is tried again. May be called for what is
     * done already.
     *
     * @param tx in the organization's tenancy
     */
    void keep(DSLContext tx, UUID organizationId, String subject, Instant now);

    /** After that transaction, for what must not happen inside of one. Must not block: all appointments wait. */
    default void kept(UUID organizationId) {}
}
