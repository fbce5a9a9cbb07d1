package dev.bursar.server.sso;

import dev.bursar.server.platform.Repeating;
import java.time.Duration;
import java.util.Optional;

/** Reads the issuer's events every few seconds, where it has some. Several control planes may: each event counts once. */
final class EventJob extends Repeating {
    private final Optional<EventIntake> intake;

    EventJob(Optional<EventIntake> intake, Duration every) {
        super("issuer-events", every);
        this.intake = intake;
    }

    @Override
    protected void once() {
        intake.ifPresent(EventIntake::run);
    }
}
