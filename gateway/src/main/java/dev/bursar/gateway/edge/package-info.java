/** The client's side: HTTP/1.1 in, OpenAI's dialect out. */
@NullMarked
package dev.bursar.gateway.edge;

import org.jspecify.annotations.NullMarked;
