/** A stateless node on the data path: assembly and configuration. Capabilities are in the packages below. */
@NullMarked
package dev.bursar.gateway;

import org.jspecify.annotations.NullMarked;
