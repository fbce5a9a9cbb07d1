/** The node's side of the control plane: policy feed, leases, usage spool. The only package that knows gRPC. */
@NullMarked
package dev.bursar.gateway.controlplane;

import org.jspecify.annotations.NullMarked;
