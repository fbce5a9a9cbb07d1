/** Real processes, started by the launcher, driven by the clients that people use. */
@NullMarked
package dev.bursar.e2e;

import org.jspecify.annotations.NullMarked;
