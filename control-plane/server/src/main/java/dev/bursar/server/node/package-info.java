/** Where gateway nodes call: gRPC over mutual TLS. Knows who calls; the work is done by the capabilities. */
@NullMarked
package dev.bursar.server.node;

import org.jspecify.annotations.NullMarked;
