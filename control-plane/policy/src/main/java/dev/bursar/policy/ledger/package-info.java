/** Double entry: entries that cannot be built unbalanced, and what is posted for each business event. */
@NullMarked
package dev.bursar.policy.ledger;

import org.jspecify.annotations.NullMarked;
