package dev.bursar.gateway.simulation;

import com.google.protobuf.MessageLite;
import dev.bursar.gateway.admission.Hold;
import dev.bursar.gateway.metering.Charge;
import dev.bursar.policy.budget.Treasury;
import java.util.List;

/**
 * Where production's parts are put together, and a deliberate mistake can be put in between. This one makes none; {@link
 * Mutants} do, to show that the simulation sees them.
 */
class Parts {
    static final Parts OF_PRODUCTION = new Parts();

    Reducers reducers(Treasury treasury) {
        return new Reducers(treasury);
    }

    /** A call ended of which nothing was produced. */
    void release(Hold hold) {
        hold.release();
    }

    /** A call ended that cost so much. */
    List<Charge> settle(Hold hold, long costNanos, long nowMillis) {
        return hold.settle(costNanos, nowMillis);
    }

    /** A call ended of which nobody knows what it cost. */
    List<Charge> doubt(Hold hold, long nowMillis) {
        return hold.doubt(nowMillis);
    }

    /** The control plane's answer as the node reads it. */
    MessageLite heard(MessageLite answer) {
        return answer;
    }

    /** Whether the node takes a message for answered as soon as it is sent. */
    boolean believesSent(MessageLite request) {
        return false;
    }
}
