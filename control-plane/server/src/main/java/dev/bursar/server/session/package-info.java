/** Sign-ins: remembered when they are first seen, refused once they are ended. */
@NullMarked
package dev.bursar.server.session;

import org.jspecify.annotations.NullMarked;
