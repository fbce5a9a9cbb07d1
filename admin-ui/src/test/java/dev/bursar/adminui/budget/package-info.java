@NullMarked
package dev.bursar.adminui.budget;

import org.jspecify.annotations.NullMarked;
