package dev.bursar.server.platform.database;

import java.util.function.Supplier;

/**
 * For whom the current thread works. Each lane has its share of the connections, so that none can take what the others
 * need: a flood of reports leaves room for grants, and both for people.
 */
public enum Lane {
    /** Requests of people and scripts. */
    REQUESTS,
    /** Usage that nodes report. It can wait: they keep it until it is taken. */
    INTAKE,
    /** Whatever must not wait for the others: grants, policy, jobs. As many connections as there are. */
    OPEN;

    private static final ScopedValue<Lane> CURRENT = ScopedValue.newInstance();

    static Lane current() {
        return CURRENT.orElse(OPEN);
    }

    public <T> T run(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** For work that throws. */
    public <X extends Throwable> void with(ScopedValue.CallableOp<Boolean, X> work) throws X {
        ScopedValue.where(CURRENT, this).call(work);
    }
}
