/** Providers, models, dated prices, and the public catalog they come from. */
@NullMarked
package dev.bursar.adminapi.catalog;

import org.jspecify.annotations.NullMarked;
