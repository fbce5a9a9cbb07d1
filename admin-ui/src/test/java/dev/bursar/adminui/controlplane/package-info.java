@NullMarked
package dev.bursar.adminui.controlplane;

import org.jspecify.annotations.NullMarked;
