/** A furnished house for a first look; refused in production. */
@NullMarked
package dev.bursar.server.demo;

import org.jspecify.annotations.NullMarked;
