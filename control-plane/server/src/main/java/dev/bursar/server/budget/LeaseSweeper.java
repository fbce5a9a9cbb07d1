package dev.bursar.server.budget;

import dev.bursar.server.platform.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks for ended leases every few seconds. Several control planes may do so at once: locks order them. */
@Component
final class LeaseSweeper extends Repeating {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseSweeper.class);

    private final LeaseEnds ends;

    LeaseSweeper(LeaseEnds ends, LeaseProperties properties) {
        super("lease-sweeper", properties.sweepEvery());
        this.ends = ends;
    }

    @Override
    protected void once() {
        int ended = ends.sweep();
        if (ended > 0) {
            LOG.info("{} leases ended and are in doubt", ended);
        }
    }
}
