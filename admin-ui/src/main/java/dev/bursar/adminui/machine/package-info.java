/** Programs: service accounts with their keys and roles, and workloads whose own tokens are trusted. */
@NullMarked
package dev.bursar.adminui.machine;

import org.jspecify.annotations.NullMarked;
