/** Who may do what where, and what a key may use. */
@NullMarked
package dev.bursar.policy.access;

import org.jspecify.annotations.NullMarked;
