/** Models in process that behave on cue: for first steps, demonstrations and tests. */
@NullMarked
package dev.bursar.gateway.provider.sandbox;

import org.jspecify.annotations.NullMarked;
