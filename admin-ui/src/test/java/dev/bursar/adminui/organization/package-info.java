@NullMarked
package dev.bursar.adminui.organization;

import org.jspecify.annotations.NullMarked;
