@NullMarked
package dev.bursar.server.scim.protocol;

import org.jspecify.annotations.NullMarked;
