/** Organizations and their members. */
@NullMarked
package dev.bursar.adminapi.organization;

import org.jspecify.annotations.NullMarked;
