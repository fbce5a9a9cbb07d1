@NullMarked
package dev.bursar.adminui.unit;

import org.jspecify.annotations.NullMarked;
