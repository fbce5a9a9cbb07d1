@NullMarked
package dev.bursar.server.platform.database;

import org.jspecify.annotations.NullMarked;
