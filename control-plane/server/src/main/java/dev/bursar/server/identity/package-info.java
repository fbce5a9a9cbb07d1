/** Who calls, in which organization, with what authority. */
@NullMarked
package dev.bursar.server.identity;

import org.jspecify.annotations.NullMarked;
