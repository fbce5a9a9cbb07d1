@NullMarked
package dev.bursar.adminui.overview;

import org.jspecify.annotations.NullMarked;
