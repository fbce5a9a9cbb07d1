package dev.bursar.gateway.simulation;

import com.google.protobuf.MessageLite;
import java.util.Optional;

/** What is between nodes and the control plane. */
interface Carrier {
    /** How one node's line behaves at the moment. */
    final class Line {
        final int number;
        boolean upCut;
        boolean downCut;

        Line(int number) {
            this.number = number;
        }
    }

    /** To the control plane. */
    void up(Line line, MessageLite message, Runnable arrives);

    /** To the node. @param message empty: a failure, or a word that has no message of its own */
    void down(Line line, Optional<MessageLite> message, Runnable arrives);

    /** The node's process ended: what is on its way to it reaches nobody. */
    default void hungUp(Line line) {}
}
