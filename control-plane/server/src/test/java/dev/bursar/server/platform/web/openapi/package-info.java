@NullMarked
package dev.bursar.server.platform.web.openapi;

import org.jspecify.annotations.NullMarked;
