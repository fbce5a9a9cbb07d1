/** What {@code ./bursar} does once it has found a JDK: build, start, watch and stop the processes of one installation. */
@NullMarked
package dev.bursar.launcher;

import org.jspecify.annotations.NullMarked;
