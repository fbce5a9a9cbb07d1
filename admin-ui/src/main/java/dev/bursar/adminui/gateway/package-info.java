@NullMarked
package dev.bursar.adminui.gateway;

import org.jspecify.annotations.NullMarked;
