@NullMarked
package dev.bursar.server.budget;

import org.jspecify.annotations.NullMarked;
