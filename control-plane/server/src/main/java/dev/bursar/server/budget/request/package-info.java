/** Requests for more: a holder asks, owners answer. */
@NamedInterface("request")
@NullMarked
package dev.bursar.server.budget.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
