package dev.bursar.server.ledger;

import dev.bursar.server.platform.Repeating;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Compares the books now and then. Of several control planes, the first one does it. */
@Component
final class CheckSchedule extends Repeating {
    /** How often it looks whether a comparison is due, within its interval. */
    private static final int LOOKS = 10;

    private final BooksCheck check;
    private final LedgerProperties properties;
    private final Clock clock;

    CheckSchedule(BooksCheck check, LedgerProperties properties, Clock clock) {
        super(
                "books-check",
                Duration.ofMillis(Math.max(1, properties.checkEvery().toMillis() / LOOKS)));
        this.check = check;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected void once() {
        check.runDue(clock.instant().minus(properties.checkEvery()));
    }
}
