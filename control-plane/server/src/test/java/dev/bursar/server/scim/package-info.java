@NullMarked
package dev.bursar.server.scim;

import org.jspecify.annotations.NullMarked;
