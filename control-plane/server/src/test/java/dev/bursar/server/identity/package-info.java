@NullMarked
package dev.bursar.server.identity;

import org.jspecify.annotations.NullMarked;
