/** Fakes and clients for tests: real sockets, no mocks. */
@NullMarked
package dev.bursar.gateway.testing;

import org.jspecify.annotations.NullMarked;
