@NullMarked
package dev.bursar.server.sso;

import org.jspecify.annotations.NullMarked;
