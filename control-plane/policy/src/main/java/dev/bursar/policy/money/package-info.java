/** Integer nano-USD, prices and what a request costs: bounds before, cost after. */
@NullMarked
package dev.bursar.policy.money;

import org.jspecify.annotations.NullMarked;
