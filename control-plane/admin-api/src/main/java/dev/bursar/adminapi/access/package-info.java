/** People, invitations, groups, roles, and who may do what where. */
@NullMarked
package dev.bursar.adminapi.access;

import org.jspecify.annotations.NullMarked;
