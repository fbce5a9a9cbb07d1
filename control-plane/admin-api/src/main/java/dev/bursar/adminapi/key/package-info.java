/** Scoped keys for gateways. */
@NullMarked
package dev.bursar.adminapi.key;

import org.jspecify.annotations.NullMarked;
