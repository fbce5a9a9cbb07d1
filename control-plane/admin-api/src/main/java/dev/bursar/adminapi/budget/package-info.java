/** Budgets: what may be spent, what was, what is held. */
@NullMarked
package dev.bursar.adminapi.budget;

import org.jspecify.annotations.NullMarked;
