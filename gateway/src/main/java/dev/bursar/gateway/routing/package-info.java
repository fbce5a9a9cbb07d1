/** Where a model's calls go. */
@NullMarked
package dev.bursar.gateway.routing;

import org.jspecify.annotations.NullMarked;
