/**
 * Both sides of the money in one process, one thread and virtual time: the production classes of several nodes and of
 * the control plane, with faults by seed, and the promises checked after every step.
 */
@NullMarked
package dev.bursar.gateway.simulation;

import org.jspecify.annotations.NullMarked;
