package dev.bursar.server.sso;

import dev.bursar.server.access.MemberStates;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.IssuerEvents;
import dev.bursar.server.identity.SignIns;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads the issuer's events every few seconds, where it has some. Several control planes may: each event counts once. */
@Component
final class EventJob implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventJob.class);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("issuer-events").daemon().factory());
    private final ObjectProvider<IssuerEvents> events;
    private final MemberStates states;
    private final Sessions sessions;
    private final SignIns signIns;
    private final AuditLog audit;
    private final Tenancy tenancy;
    private final Clock clock;
    private final Duration every;
    private volatile boolean running;

    EventJob(
            ObjectProvider<IssuerEvents> events,
            MemberStates states,
            Sessions sessions,
            SignIns signIns,
            AuditLog audit,
            Tenancy tenancy,
            Clock clock,
            @Value("${bursar.keycloak.events-every:5s}") Duration every) {
        this.events = events;
        this.states = states;
        this.sessions = sessions;
        this.signIns = signIns;
        this.audit = audit;
        this.tenancy = tenancy;
        this.clock = clock;
        this.every = every;
    }

    @Override
    public void start() {
        running = true;
        IssuerEvents source = events.getIfAvailable();
        if (source != null) {
            EventIntake intake = new EventIntake(source, states, sessions, signIns, audit, tenancy, clock);
            executor.scheduleWithFixedDelay(() -> look(intake), 0, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        running = false;
        executor.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void look(EventIntake intake) {
        try {
            intake.run();
        } catch (RuntimeException e) {
            // One that is broken off by the stop is no news.
            if (running) {
                LOG.warn("Reading the issuer's events failed; it will be tried again", e);
            }
        }
    }
}
