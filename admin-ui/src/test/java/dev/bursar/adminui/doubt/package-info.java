@NullMarked
package dev.bursar.adminui.doubt;

import org.jspecify.annotations.NullMarked;
