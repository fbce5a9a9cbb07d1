@NullMarked
package dev.bursar.server.platform.egress;

import org.jspecify.annotations.NullMarked;
