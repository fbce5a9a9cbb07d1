@NullMarked
package dev.bursar.server;

import org.jspecify.annotations.NullMarked;
