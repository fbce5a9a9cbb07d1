@NullMarked
package dev.bursar.adminui.usage;

import org.jspecify.annotations.NullMarked;
