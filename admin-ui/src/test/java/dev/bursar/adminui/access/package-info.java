@NullMarked
package dev.bursar.adminui.access;

import org.jspecify.annotations.NullMarked;
