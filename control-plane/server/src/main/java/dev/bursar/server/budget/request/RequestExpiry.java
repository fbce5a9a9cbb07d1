package dev.bursar.server.budget.request;

import dev.bursar.server.platform.appointment.AppointmentHolder;
import dev.bursar.server.platform.appointment.Appointments;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends requests that nobody answers. Bounded: what is left over is due again at once. */
@Component
final class RequestExpiry implements AppointmentHolder {
    private static final Logger LOG = LoggerFactory.getLogger(RequestExpiry.class);
    private static final int MOST_REQUESTS = 200;

    private final BudgetRequests requests;
    private final JooqRequests store;

    RequestExpiry(BudgetRequests requests, JooqRequests store) {
        this.requests = requests;
        this.store = store;
    }

    @Override
    public Appointments.Kind kind() {
        return Appointments.Kind.REQUESTS;
    }

    @Override
    public void keep(DSLContext tx, UUID organizationId, String subject, Instant now) {
        int ended = requests.expire(tx, organizationId, MOST_REQUESTS);
        store.nextExpiry(tx, organizationId)
                .ifPresent(next -> Appointments.makeSoonest(tx, organizationId, Appointments.Kind.REQUESTS, next));
        if (ended > 0) {
            LOG.info("{} requests for more ended without an answer", ended);
        }
    }
}
