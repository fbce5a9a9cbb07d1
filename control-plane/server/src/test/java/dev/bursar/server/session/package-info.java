@NullMarked
package dev.bursar.server.session;

import org.jspecify.annotations.NullMarked;
