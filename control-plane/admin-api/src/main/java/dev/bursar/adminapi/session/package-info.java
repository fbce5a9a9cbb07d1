/** Sign-ins: one's own, and those of an organization's members. */
@NullMarked
package dev.bursar.adminapi.session;

import org.jspecify.annotations.NullMarked;
