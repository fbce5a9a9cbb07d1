@NullMarked
package dev.bursar.adminui.machine;

import org.jspecify.annotations.NullMarked;
