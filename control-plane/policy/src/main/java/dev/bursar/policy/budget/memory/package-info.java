/** Books in memory: for simulations and tests of whoever works with the treasury. Never in production. */
@NullMarked
package dev.bursar.policy.budget.memory;

import org.jspecify.annotations.NullMarked;
