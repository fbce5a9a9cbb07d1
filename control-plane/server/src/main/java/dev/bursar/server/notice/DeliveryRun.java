package dev.bursar.server.notice;

import dev.bursar.server.platform.appointment.Appointments;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends what is due in one organization, each attempt outside of any transaction. Blocks: for virtual threads. */
@Component
final class DeliveryRun {
    static final int MOST_DELIVERIES = 10;
    private static final int MOST_ROUNDS = 10;
    private static final int MOST_ORGANIZATIONS = 50;
    /** Longer than a round of attempts takes. */
    static final Duration PUT_OFF = NoticeConfiguration.TIME_LIMIT.multipliedBy(MOST_DELIVERIES * 4L);

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRun.class);

    private final Tenancy tenancy;
    private final JooqDeliveries deliveries;
    private final Senders senders;
    private final Clock clock;
    private final Semaphore organizations = new Semaphore(MOST_ORGANIZATIONS, true);

    DeliveryRun(Tenancy tenancy, JooqDeliveries deliveries, Senders senders, Clock clock) {
        this.tenancy = tenancy;
        this.deliveries = deliveries;
        this.senders = senders;
        this.clock = clock;
    }

    /** One that fails is due again when its time is over, and hinders no other. */
    void run(UUID organization) {
        organizations.acquireUninterruptibly();
        try {
            for (int round = 0; round < MOST_ROUNDS && deliver(organization) == MOST_DELIVERIES; round++) {
                LOG.debug("organization {} has more to deliver", organization);
            }
            tenancy.write(organization, tx -> {
                deliveries
                        .nextAttempt(tx, organization)
                        .ifPresent(
                                next -> Appointments.makeSoonest(tx, organization, Appointments.Kind.DELIVERIES, next));
                return true;
            });
        } catch (RuntimeException e) {
            LOG.warn("alerts of organization {} failed; it will be tried again", organization, e);
        } finally {
            organizations.release();
        }
    }

    private int deliver(UUID organization) {
        Instant now = clock.instant();
        List<Delivery> due =
                tenancy.write(organization, tx -> deliveries.take(tx, organization, now, PUT_OFF, MOST_DELIVERIES));
        for (Delivery delivery : due) {
            Sent sent = send(organization, delivery);
            Instant then = clock.instant();
            @Nullable
            Instant next = sent.retry()
                    ? Retry.after(delivery.attempts()).map(then::plus).orElse(null)
                    : null;
            tenancy.write(organization, tx -> {
                deliveries.record(tx, organization, delivery.id(), sent, then, next);
                return true;
            });
        }
        return due.size();
    }

    private Sent send(UUID organization, Delivery delivery) {
        if (delivery.operator() != null) {
            return senders.operator(organization, delivery.operator(), delivery.message());
        }
        Channel channel = delivery.channel();
        if (channel == null) {
            return senders.email(String.valueOf(delivery.email()), delivery.message());
        }
        return channel.state().equals("active")
                ? senders.send(organization, channel, delivery.message())
                : Sent.never("The channel was archived.");
    }
}
