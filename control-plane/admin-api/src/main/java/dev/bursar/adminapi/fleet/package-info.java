/** Gateway nodes and the policy they apply. */
@NullMarked
package dev.bursar.adminapi.fleet;

import org.jspecify.annotations.NullMarked;
