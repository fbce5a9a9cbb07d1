@NullMarked
package dev.bursar.adminui.profile;

import org.jspecify.annotations.NullMarked;
