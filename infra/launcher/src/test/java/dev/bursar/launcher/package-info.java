@NullMarked
package dev.bursar.launcher;

import org.jspecify.annotations.NullMarked;
