/** Service accounts, their keys, and workloads whose own tokens are trusted. */
@NullMarked
package dev.bursar.adminapi.machine;

import org.jspecify.annotations.NullMarked;
