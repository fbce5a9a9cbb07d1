/** Who is calling, and where they are a member. */
@NullMarked
package dev.bursar.adminapi.me;

import org.jspecify.annotations.NullMarked;
