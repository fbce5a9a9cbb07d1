/** How long budgets count, and what their limit is at an instant. */
@NullMarked
package dev.bursar.policy.period;

import org.jspecify.annotations.NullMarked;
