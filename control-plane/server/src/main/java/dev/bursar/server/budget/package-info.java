/** Limits, leases and the ledger: what may be spent, who holds how much of it, what was. */
@NullMarked
package dev.bursar.server.budget;

import org.jspecify.annotations.NullMarked;
