/** The log of what was done and what was refused, in the transaction of the change itself. */
@NullMarked
package dev.bursar.server.audit;

import org.jspecify.annotations.NullMarked;
