/**
 * Keycloak as the issuer: provisions it, reads its events. Everything about it stays in here; the rest of the server
 * sees records of {@link dev.bursar.server.identity}.
 */
@NullMarked
package dev.bursar.server.identity.keycloak;

import org.jspecify.annotations.NullMarked;
