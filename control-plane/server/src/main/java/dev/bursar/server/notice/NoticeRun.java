package dev.bursar.server.notice;

import dev.bursar.server.platform.database.Dues;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One look at the organizations that are due: evaluate the rules in one transaction, then deliver outside of any. Each
 * organization has a thread of its own, so that one slow receiver holds up nobody else.
 */
@Component
final class NoticeRun {
    static final int MOST_ORGANIZATIONS = 50;
    static final int MOST_DELIVERIES = 10;
    private static final int MOST_ROUNDS = 10;
    /** Longer than a round of attempts takes. */
    static final Duration PUT_OFF = NoticeConfiguration.TIME_LIMIT.multipliedBy(MOST_DELIVERIES * 4L);

    private static final Logger LOG = LoggerFactory.getLogger(NoticeRun.class);

    private final Tenancy tenancy;
    private final Dues dues;
    private final Evaluator evaluator;
    private final JooqDeliveries deliveries;
    private final Senders senders;
    private final NoticeProperties properties;
    private final Clock clock;

    NoticeRun(
            Tenancy tenancy,
            Dues dues,
            Evaluator evaluator,
            JooqDeliveries deliveries,
            Senders senders,
            NoticeProperties properties,
            Clock clock) {
        this.tenancy = tenancy;
        this.dues = dues;
        this.evaluator = evaluator;
        this.deliveries = deliveries;
        this.senders = senders;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns when all of them are done. */
    void run() {
        Instant now = clock.instant();
        List<UUID> due = dues.take(Dues.Job.NOTICES, now, PUT_OFF, MOST_ORGANIZATIONS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(organization -> threads.execute(() -> look(organization, now)));
        }
    }

    /** One that fails is due again when its time is over, and hinders no other. */
    private void look(UUID organization, Instant now) {
        try {
            boolean rules = tenancy.write(organization, tx -> evaluator.evaluate(tx, organization, now));
            for (int round = 0; round < MOST_ROUNDS && deliver(organization) == MOST_DELIVERIES; round++) {
                LOG.debug("organization {} has more to deliver", organization);
            }
            Instant evaluation = clock.instant().plus(properties.evaluateEvery());
            tenancy.write(organization, tx -> {
                Optional<Instant> next = Stream.concat(
                                rules ? Stream.of(evaluation) : Stream.empty(),
                                deliveries.nextAttempt(tx, organization).stream())
                        .min(Instant::compareTo);
                dues.settle(tx, organization, Dues.Job.NOTICES, now.plus(PUT_OFF), next.orElse(null));
                return true;
            });
        } catch (RuntimeException e) {
            LOG.warn("alerts of organization {} failed; it will be tried again", organization, e);
        }
    }

    private int deliver(UUID organization) {
        Instant now = clock.instant();
        List<Delivery> due =
                tenancy.write(organization, tx -> deliveries.take(tx, organization, now, PUT_OFF, MOST_DELIVERIES));
        for (Delivery delivery : due) {
            Sent sent = send(organization, delivery);
            Instant then = clock.instant();
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
        Channel channel = delivery.channel();
        if (channel == null) {
            return senders.email(String.valueOf(delivery.email()), delivery.message());
        }
        return channel.state().equals("active")
                ? senders.send(organization, channel, delivery.message())
                : Sent.never("The channel was archived.");
    }
}
