/**
 * What RFC 7643 and RFC 7644 say, without tables or requests: schemas, filters, PATCH. Bounded everywhere, because whoever
 * has a token may send anything.
 */
@NullMarked
package dev.bursar.server.scim.protocol;

import org.jspecify.annotations.NullMarked;
