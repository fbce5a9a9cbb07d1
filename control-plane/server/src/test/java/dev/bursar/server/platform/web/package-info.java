@NullMarked
package dev.bursar.server.platform.web;

import org.jspecify.annotations.NullMarked;
