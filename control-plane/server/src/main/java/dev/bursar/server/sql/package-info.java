/** Generated from the migrations: tables as Java. For the stores of the capabilities only. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package dev.bursar.server.sql;

import org.springframework.modulith.ApplicationModule;
