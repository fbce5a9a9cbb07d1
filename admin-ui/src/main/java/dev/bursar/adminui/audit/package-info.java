@NullMarked
package dev.bursar.adminui.audit;

import org.jspecify.annotations.NullMarked;
