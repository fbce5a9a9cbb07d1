/** May they: worst-case bounds, leases and holds, waiting near the cap, refusals. */
@NullMarked
package dev.bursar.gateway.admission;

import org.jspecify.annotations.NullMarked;
