package dev.bursar.server.budget.request;

import dev.bursar.server.platform.database.Dues;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Ends requests that nobody answers. Bounded: what is left over is due again at once. */
@Component
final class RequestExpiry {
    private static final int MOST_ORGANIZATIONS = 100;
    private static final int MOST_REQUESTS = 200;
    private static final Duration PUT_OFF = Duration.ofMinutes(5);

    private final Tenancy tenancy;
    private final Dues dues;
    private final BudgetRequests requests;
    private final JooqRequests store;
    private final Clock clock;

    RequestExpiry(Tenancy tenancy, Dues dues, BudgetRequests requests, JooqRequests store, Clock clock) {
        this.tenancy = tenancy;
        this.dues = dues;
        this.requests = requests;
        this.store = store;
        this.clock = clock;
    }

    /** @return how many ended */
    int sweep() {
        Instant now = clock.instant();
        int ended = 0;
        for (UUID organization : dues.take(Dues.Job.REQUESTS, now, PUT_OFF, MOST_ORGANIZATIONS)) {
            ended += tenancy.write(organization, tx -> sweep(tx, organization, now.plus(PUT_OFF)));
        }
        return ended;
    }

    private int sweep(DSLContext tx, UUID organization, Instant putOffTo) {
        int ended = requests.expire(tx, organization, MOST_REQUESTS);
        dues.settle(
                tx,
                organization,
                Dues.Job.REQUESTS,
                putOffTo,
                store.nextExpiry(tx, organization).orElse(null));
        return ended;
    }
}
