package dev.bursar.server.publication;

/** A call of a node that can't be answered as asked. The message carries a stable code and goes to the node. */
public final class NodeCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the node can do about it. */
    public enum Reason {
        /** Malformed: the same call never succeeds. */
        INVALID,
        /** Names something that does not exist for this node. */
        UNKNOWN,
        /** This life of the node is over: open a new epoch. */
        FENCED,
        /** The node was revoked. */
        REVOKED
    }

    private final Reason reason;

    public NodeCallException(Reason reason, String code) {
        super(code, null, false, false);
        this.reason = reason;
    }

    public static NodeCallException invalid(String code) {
        return new NodeCallException(Reason.INVALID, code);
    }

    public static NodeCallException unknown(String code) {
        return new NodeCallException(Reason.UNKNOWN, code);
    }

    public Reason reason() {
        return reason;
    }
}
