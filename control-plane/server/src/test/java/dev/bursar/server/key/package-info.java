@NullMarked
package dev.bursar.server.key;

import org.jspecify.annotations.NullMarked;
