/** The text of a key and the keyed hash under which it is known. */
@NullMarked
package dev.bursar.policy.key;

import org.jspecify.annotations.NullMarked;
