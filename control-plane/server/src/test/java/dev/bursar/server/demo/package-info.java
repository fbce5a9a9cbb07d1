@NullMarked
package dev.bursar.server.demo;

import org.jspecify.annotations.NullMarked;
