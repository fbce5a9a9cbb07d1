package dev.bursar.gateway.simulation;

import dev.bursar.gateway.admission.Refusal;

/** Told what becomes of requests. */
interface Watch {
    Watch NOBODY = new Watch() {};

    /** For want of money. */
    default void refused(Refusal refusal) {}

    /** Admitted with less output than it asked for. */
    default void clamped() {}
}
