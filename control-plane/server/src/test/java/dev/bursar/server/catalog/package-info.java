@NullMarked
package dev.bursar.server.catalog;

import org.jspecify.annotations.NullMarked;
