/** Single sign-on of an organization: its mail domains, its identity provider, who joins through it. */
@NullMarked
package dev.bursar.server.sso;

import org.jspecify.annotations.NullMarked;
