/** Single sign-on, set up by the organization's own administrators. */
@NullMarked
package dev.bursar.adminapi.sso;

import org.jspecify.annotations.NullMarked;
