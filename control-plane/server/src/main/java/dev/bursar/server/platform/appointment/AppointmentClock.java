package dev.bursar.server.platform.appointment;

import dev.bursar.server.platform.Repeating;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks into the book every second. */
@Component
final class AppointmentClock extends Repeating {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_ROUNDS = 100;

    private final AppointmentBook book;

    AppointmentClock(AppointmentBook book) {
        super("appointments", PAUSE);
        this.book = book;
    }

    @Override
    protected void once() {
        int round = 0;
        while (round < MOST_ROUNDS && book.keep() > 0) {
            round++;
        }
    }
}
