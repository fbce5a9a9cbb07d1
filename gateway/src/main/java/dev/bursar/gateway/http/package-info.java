/** What both sides need of HTTP/1.1: framing of bodies. */
@NullMarked
package dev.bursar.gateway.http;

import org.jspecify.annotations.NullMarked;
