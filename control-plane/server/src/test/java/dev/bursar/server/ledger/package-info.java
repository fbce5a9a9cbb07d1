@NullMarked
package dev.bursar.server.ledger;

import org.jspecify.annotations.NullMarked;
