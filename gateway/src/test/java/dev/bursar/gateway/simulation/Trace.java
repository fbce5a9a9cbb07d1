package dev.bursar.gateway.simulation;

import java.util.UUID;

/** A number that two runs have in common only if the same happened in both, in the same order. */
final class Trace {
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private long hash;

    void add(long what) {
        hash = Long.rotateLeft((hash ^ what) * ODD, 29);
    }

    void add(UUID id) {
        add(id.getMostSignificantBits());
        add(id.getLeastSignificantBits());
    }

    long hash() {
        return hash;
    }
}
