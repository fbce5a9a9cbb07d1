@NullMarked
package dev.bursar.server.organization;

import org.jspecify.annotations.NullMarked;
