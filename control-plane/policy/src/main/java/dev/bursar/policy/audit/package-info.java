/** The Merkle tree (RFC 6962) over audit entries. */
@NullMarked
package dev.bursar.policy.audit;

import org.jspecify.annotations.NullMarked;
