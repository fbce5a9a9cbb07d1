/** Alerts: what is watched, who is told, what was delivered. */
@NullMarked
package dev.bursar.server.notice;

import org.jspecify.annotations.NullMarked;
