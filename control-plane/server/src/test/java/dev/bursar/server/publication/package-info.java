@NullMarked
package dev.bursar.server.publication;

import org.jspecify.annotations.NullMarked;
