@NullMarked
package dev.bursar.adminui.security;

import org.jspecify.annotations.NullMarked;
