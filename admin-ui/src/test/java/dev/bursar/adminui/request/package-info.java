@NullMarked
package dev.bursar.adminui.request;

import org.jspecify.annotations.NullMarked;
