/** The embedded issuer: OpenID Connect for trials, refused in production. */
@NullMarked
package dev.bursar.server.identity.issuer;

import org.jspecify.annotations.NullMarked;
