@NullMarked
package dev.bursar.server.audit;

import org.jspecify.annotations.NullMarked;
