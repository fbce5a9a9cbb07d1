/** The OpenAPI document, read from the same annotations that route and validate requests. */
@NullMarked
package dev.bursar.server.platform.web.openapi;

import org.jspecify.annotations.NullMarked;
