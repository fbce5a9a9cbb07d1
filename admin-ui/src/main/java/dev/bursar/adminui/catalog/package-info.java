@NullMarked
package dev.bursar.adminui.catalog;

import org.jspecify.annotations.NullMarked;
