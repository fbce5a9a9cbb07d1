/** Scoped keys: issued once, known by their hash. */
@NullMarked
package dev.bursar.server.key;

import org.jspecify.annotations.NullMarked;
