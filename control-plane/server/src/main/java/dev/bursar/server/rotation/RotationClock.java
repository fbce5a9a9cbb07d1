package dev.bursar.server.rotation;

import dev.bursar.server.platform.Repeating;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks every few seconds whether there is a walk to go on with. */
@Component
final class RotationClock extends Repeating {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** Then it pauses, so that stopping is not kept waiting. */
    private static final int MOST_STEPS = 1000;

    private final RotationWalk walk;

    RotationClock(RotationWalk walk) {
        super("key-rotation", PAUSE);
        this.walk = walk;
    }

    @Override
    protected void once() {
        int step = 0;
        while (step < MOST_STEPS && isRunning() && walk.step()) {
            step++;
        }
    }
}
