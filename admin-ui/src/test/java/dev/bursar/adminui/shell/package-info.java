@NullMarked
package dev.bursar.adminui.shell;

import org.jspecify.annotations.NullMarked;
