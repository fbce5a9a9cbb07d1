/** Connections that the control plane opens because somebody named an address. */
@NullMarked
package dev.bursar.server.platform.egress;

import org.jspecify.annotations.NullMarked;
