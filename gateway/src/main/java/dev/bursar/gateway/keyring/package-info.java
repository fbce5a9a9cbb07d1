/** Who calls: from the bytes of a key to what it may do. */
@NullMarked
package dev.bursar.gateway.keyring;

import org.jspecify.annotations.NullMarked;
