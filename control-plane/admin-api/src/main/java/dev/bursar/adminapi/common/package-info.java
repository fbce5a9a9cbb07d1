/** Shapes that every resource shares: pages, money, problems. */
@NullMarked
package dev.bursar.adminapi.common;

import org.jspecify.annotations.NullMarked;
