/** The ledger: double entry, append-only, balances provable by summing. */
@NullMarked
package dev.bursar.adminapi.ledger;

import org.jspecify.annotations.NullMarked;
