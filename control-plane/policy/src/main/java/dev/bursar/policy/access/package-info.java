/** What a key may use. */
@NullMarked
package dev.bursar.policy.access;

import org.jspecify.annotations.NullMarked;
