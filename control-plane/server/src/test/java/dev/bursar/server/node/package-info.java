@NullMarked
package dev.bursar.server.node;

import org.jspecify.annotations.NullMarked;
