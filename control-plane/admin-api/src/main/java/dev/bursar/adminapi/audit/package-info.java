/** The audit log. */
@NullMarked
package dev.bursar.adminapi.audit;

import org.jspecify.annotations.NullMarked;
