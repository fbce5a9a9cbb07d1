/** Alerts: what is watched, who is told, what was delivered. */
@NullMarked
package dev.bursar.adminapi.notice;

import org.jspecify.annotations.NullMarked;
