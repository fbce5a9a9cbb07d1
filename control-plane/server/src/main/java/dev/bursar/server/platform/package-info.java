/** What every capability stands on: database and tenancy, secrets, ids, clock, the plumbing of the Admin API. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.bursar.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
