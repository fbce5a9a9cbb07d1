@NullMarked
package dev.bursar.server.access;

import org.jspecify.annotations.NullMarked;
