@NullMarked
package dev.bursar.adminui.fake;

import org.jspecify.annotations.NullMarked;
