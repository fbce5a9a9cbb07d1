/** PostgreSQL, embedded where none is configured, and {@link dev.bursar.server.platform.database.Tenancy}: the only door to it. */
@NullMarked
package dev.bursar.server.platform.database;

import org.jspecify.annotations.NullMarked;
