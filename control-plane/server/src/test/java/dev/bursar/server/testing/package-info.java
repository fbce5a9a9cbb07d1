/** What several capabilities' tests share. */
@NullMarked
package dev.bursar.server.testing;

import org.jspecify.annotations.NullMarked;
