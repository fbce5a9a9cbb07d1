@NullMarked
package dev.bursar.adminui.scim;

import org.jspecify.annotations.NullMarked;
