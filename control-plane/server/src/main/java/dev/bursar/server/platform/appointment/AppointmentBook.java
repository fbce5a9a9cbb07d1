package dev.bursar.server.platform.appointment;

import static dev.bursar.server.sql.Tables.APPOINTMENT;

import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.sql.tables.records.AppointmentRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the appointments whose time has come. Each is taken away in the transaction that keeps it, so that of several
 * control planes one does it, and none forgets it.
 */
@Component
public final class AppointmentBook {
    /** How many at once; the rest a moment later. */
    private static final int BATCH = 200;
    /** One that fails is tried again after this. */
    private static final Duration PUT_OFF = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(AppointmentBook.class);

    private final Tenancy tenancy;
    private final Clock clock;
    private final Map<Appointments.Kind, AppointmentHolder> holders = new EnumMap<>(Appointments.Kind.class);

    public AppointmentBook(Tenancy tenancy, List<AppointmentHolder> holders, Clock clock) {
        this.tenancy = tenancy;
        this.clock = clock;
        holders.forEach(holder -> this.holders.put(holder.kind(), holder));
    }

    /** @return how many were kept */
    public int keep() {
        Instant now = clock.instant();
        List<AppointmentRecord> due = tenancy.platform(tx -> tx.selectFrom(APPOINTMENT)
                .where(APPOINTMENT.AT.le(now))
                .orderBy(APPOINTMENT.AT)
                .limit(BATCH)
                .fetch());
        int kept = 0;
        for (AppointmentRecord one : due) {
            kept += keep(one, now) ? 1 : 0;
        }
        return kept;
    }

    /** One that fails does not hold up the others. */
    private boolean keep(AppointmentRecord one, Instant now) {
        AppointmentHolder holder =
                holders.get(Appointments.Kind.valueOf(one.getKind().toUpperCase(Locale.ROOT)));
        if (holder == null) {
            return false;
        }
        try {
            boolean kept = tenancy.write(one.getOrganizationId(), tx -> {
                boolean mine = take(tx, one);
                if (mine) {
                    holder.keep(tx, one.getOrganizationId(), one.getSubject(), now);
                }
                return mine;
            });
            if (kept) {
                holder.kept(one.getOrganizationId());
            }
            return kept;
        } catch (RuntimeException e) {
            LOG.warn("appointment {} {} failed; it will be tried again", one.getKind(), one.getSubject(), e);
            putOff(one, now.plus(PUT_OFF));
            return false;
        }
    }

    /** A full batch of appointments that fail must not keep the others waiting for ever. */
    private void putOff(AppointmentRecord one, Instant to) {
        try {
            tenancy.platform(tx -> tx.update(APPOINTMENT)
                    .set(APPOINTMENT.AT, to)
                    .where(
                            APPOINTMENT.ORGANIZATION_ID.eq(one.getOrganizationId()),
                            APPOINTMENT.KIND.eq(one.getKind()),
                            APPOINTMENT.SUBJECT.eq(one.getSubject()),
                            APPOINTMENT.AT.eq(one.getAt()))
                    .execute());
        } catch (RuntimeException e) {
            LOG.warn("appointment {} {} could not be put off", one.getKind(), one.getSubject(), e);
        }
    }

    private static boolean take(DSLContext tx, AppointmentRecord one) {
        return tx.deleteFrom(APPOINTMENT)
                        .where(
                                APPOINTMENT.ORGANIZATION_ID.eq(one.getOrganizationId()),
                                APPOINTMENT.KIND.eq(one.getKind()),
                                APPOINTMENT.SUBJECT.eq(one.getSubject()),
                                APPOINTMENT.AT.eq(one.getAt()))
                        .execute()
                > 0;
    }
}
