/** Replaces the key encryption key: what is sealed under which, and the walk that puts it under the newest. */
@NullMarked
package dev.bursar.server.rotation;

import org.jspecify.annotations.NullMarked;
