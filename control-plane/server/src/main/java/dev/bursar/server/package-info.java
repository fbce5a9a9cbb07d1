/** The control plane: one package for each capability, {@code platform} beneath all of them. */
@NullMarked
package dev.bursar.server;

import org.jspecify.annotations.NullMarked;
