/** People and their roles: who is in an organization, what they may do where, and why. */
@NullMarked
package dev.bursar.server.access;

import org.jspecify.annotations.NullMarked;
