@NullMarked
package dev.bursar.adminui.ledger;

import org.jspecify.annotations.NullMarked;
