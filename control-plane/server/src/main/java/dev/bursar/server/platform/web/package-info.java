/** Shapes of HTTP that every capability shares: problems, pages, idempotency, request ids. */
@NullMarked
package dev.bursar.server.platform.web;

import org.jspecify.annotations.NullMarked;
