@NullMarked
package dev.bursar.server.identity.keycloak;

import org.jspecify.annotations.NullMarked;
