@NullMarked
package dev.bursar.adminui.key;

import org.jspecify.annotations.NullMarked;
