@NullMarked
package dev.bursar.adminui.sso;

import org.jspecify.annotations.NullMarked;
