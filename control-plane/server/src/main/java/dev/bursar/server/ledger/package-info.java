/** The books: double entry in nano-USD, prepaid credits, the close of months, and the job that compares. */
@NullMarked
package dev.bursar.server.ledger;

import org.jspecify.annotations.NullMarked;
