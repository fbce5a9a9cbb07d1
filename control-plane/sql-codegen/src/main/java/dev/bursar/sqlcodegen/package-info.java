/** Build-time only: what jOOQ's generator reads instead of a running database. */
@NullMarked
package dev.bursar.sqlcodegen;

import org.jspecify.annotations.NullMarked;
