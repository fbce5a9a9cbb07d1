/** Policy revisions: what changed, compiled, signed, pushed to nodes; and the fleet of nodes itself. */
@NullMarked
package dev.bursar.server.publication;

import org.jspecify.annotations.NullMarked;
