@NullMarked
package dev.bursar.server.identity.issuer;

import org.jspecify.annotations.NullMarked;
