@NullMarked
package dev.bursar.server.machine;

import org.jspecify.annotations.NullMarked;
