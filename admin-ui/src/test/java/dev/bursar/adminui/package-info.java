@NullMarked
package dev.bursar.adminui;

import org.jspecify.annotations.NullMarked;
