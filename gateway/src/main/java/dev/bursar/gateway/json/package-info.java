/** Strict reading of JSON bytes in place, and writing of small JSON texts. */
@NullMarked
package dev.bursar.gateway.json;

import org.jspecify.annotations.NullMarked;
