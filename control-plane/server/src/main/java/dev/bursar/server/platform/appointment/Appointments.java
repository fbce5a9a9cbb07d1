package dev.bursar.server.platform.appointment;

import static dev.bursar.server.sql.Tables.APPOINTMENT;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Says when somebody must look into an organization: row security lets nobody look into all of them at once. */
public final class Appointments {
    /** What for; what the subject means. */
    public enum Kind {
        /** Subject: the model's name. Its price changes. Made by the database with the price. */
        PRICE,
        /** Subject: the budget's id. Its limit changes. */
        LIMIT,
        /** Requests for more that nobody answers end. */
        REQUESTS,
        /** Alert rules are looked at. */
        RULES,
        /** Alerts are sent. */
        DELIVERIES,
        /** Subject: the issuer's id. Its keys are fetched again. */
        WORKLOAD_KEYS,
        /** The issuer is told what the organization wants of it. */
        ISSUER,
        /** Who did not sign in through the organization's provider for too long is suspended. */
        SIGN_INS;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Appointments() {}

    /** The only appointment of this kind for this subject: those before are off. */
    public static void move(DSLContext tx, UUID organizationId, Kind kind, String subject, Instant at) {
        cancel(tx, organizationId, kind, subject);
        make(tx, organizationId, kind, subject, at);
    }

    /** There is nothing left to do. */
    public static void cancel(DSLContext tx, UUID organizationId, Kind kind, String subject) {
        tx.deleteFrom(APPOINTMENT)
                .where(
                        APPOINTMENT.ORGANIZATION_ID.eq(organizationId),
                        APPOINTMENT.KIND.eq(kind.text()),
                        APPOINTMENT.SUBJECT.eq(subject))
                .execute();
    }

    /** The organization is deleted. */
    public static void cancelAll(DSLContext tx, UUID organizationId) {
        tx.deleteFrom(APPOINTMENT)
                .where(APPOINTMENT.ORGANIZATION_ID.eq(organizationId))
                .execute();
    }

    /** In the transaction that makes it necessary. Twice is once. */
    public static void make(DSLContext tx, UUID organizationId, Kind kind, String subject, Instant at) {
        tx.insertInto(APPOINTMENT)
                .set(APPOINTMENT.ORGANIZATION_ID, organizationId)
                .set(APPOINTMENT.KIND, kind.text())
                .set(APPOINTMENT.SUBJECT, subject)
                .set(APPOINTMENT.AT, at)
                .onConflictDoNothing()
                .execute();
    }

    /** One for the whole organization, at the earliest instant that anyone names: a later one is taken away. */
    public static void makeSoonest(DSLContext tx, UUID organizationId, Kind kind, Instant at) {
        Condition same = APPOINTMENT
                .ORGANIZATION_ID
                .eq(organizationId)
                .and(APPOINTMENT.KIND.eq(kind.text()))
                .and(APPOINTMENT.SUBJECT.eq(""));
        if (!tx.fetchExists(APPOINTMENT, same, APPOINTMENT.AT.le(at))) {
            tx.deleteFrom(APPOINTMENT).where(same, APPOINTMENT.AT.gt(at)).execute();
            make(tx, organizationId, kind, "", at);
        }
    }
}
