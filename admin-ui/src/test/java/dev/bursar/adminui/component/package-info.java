@NullMarked
package dev.bursar.adminui.component;

import org.jspecify.annotations.NullMarked;
