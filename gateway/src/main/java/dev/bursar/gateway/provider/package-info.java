/** Sending a call to a provider and streaming back what it answers. */
@NullMarked
package dev.bursar.gateway.provider;

import org.jspecify.annotations.NullMarked;
