/** What a call did cost, and the record of it. */
@NullMarked
package dev.bursar.gateway.metering;

import org.jspecify.annotations.NullMarked;
