@NullMarked
package dev.bursar.server.usage;

import org.jspecify.annotations.NullMarked;
