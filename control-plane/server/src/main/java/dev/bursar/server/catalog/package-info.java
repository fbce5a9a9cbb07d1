/** Providers, models, dated prices, and the public facts they are taken from. */
@NullMarked
package dev.bursar.server.catalog;

import org.jspecify.annotations.NullMarked;
