/** Any host that speaks OpenAI's chat completions, over raw HTTP/1.1. */
@NullMarked
package dev.bursar.gateway.provider.openai;

import org.jspecify.annotations.NullMarked;
