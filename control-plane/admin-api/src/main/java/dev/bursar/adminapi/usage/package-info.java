/** Usage: reports from roll-ups, and the list of requests. */
@NullMarked
package dev.bursar.adminapi.usage;

import org.jspecify.annotations.NullMarked;
