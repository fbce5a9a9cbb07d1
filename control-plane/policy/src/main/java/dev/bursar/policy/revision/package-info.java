/** Signing and verifying what the control plane pushes to nodes. */
@NullMarked
package dev.bursar.policy.revision;

import org.jspecify.annotations.NullMarked;
