/** Not a test: a node with a control plane in memory, to be put under load. */
@NullMarked
package dev.bursar.gateway.bench;

import org.jspecify.annotations.NullMarked;
