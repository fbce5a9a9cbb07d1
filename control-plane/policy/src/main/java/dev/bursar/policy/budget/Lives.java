package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.UUID;

/** A transaction's view of the nodes' lives. Opening one fences the older ones of the node: they get nothing more. */
public interface Lives {
    /** Starts a new life and fences the older ones. */
    NodeLife open(UUID nodeId, Instant now);

    /** Whether the node ever had that life. */
    boolean lived(NodeLife life);

    /** Keeps the life from being fenced until the transaction ends. False: it never was, or is fenced or closed. */
    boolean holdOpen(NodeLife life);

    /** Ends the grants of a life. Waits for those that are being made. */
    void fence(NodeLife life, Instant now);

    /** For good, once its leases were closed in every organization. */
    void close(NodeLife life, Instant now);
}
