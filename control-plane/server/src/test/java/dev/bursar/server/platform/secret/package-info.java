@NullMarked
package dev.bursar.server.platform.secret;

import org.jspecify.annotations.NullMarked;
