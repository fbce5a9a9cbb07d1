@NullMarked
package dev.bursar.adminui.alert;

import org.jspecify.annotations.NullMarked;
