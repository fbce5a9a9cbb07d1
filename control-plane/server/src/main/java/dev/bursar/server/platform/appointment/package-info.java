/** What must be done in an organization at an instant, and the clockwork that does it. */
@NullMarked
package dev.bursar.server.platform.appointment;

import org.jspecify.annotations.NullMarked;
