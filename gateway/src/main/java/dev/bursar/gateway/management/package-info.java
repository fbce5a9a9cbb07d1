/** Health and metrics for operators, on a port of their own. */
@NullMarked
package dev.bursar.gateway.management;

import org.jspecify.annotations.NullMarked;
