/** Service accounts, and workloads whose own tokens an organization believes. */
@NullMarked
package dev.bursar.server.machine;

import org.jspecify.annotations.NullMarked;
