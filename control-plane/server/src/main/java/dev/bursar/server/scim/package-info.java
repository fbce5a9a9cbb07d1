/**
 * SCIM 2.0 (RFC 7643, RFC 7644): an organization's identity provider keeps its people and groups here. Each organization
 * has an address and tokens of its own.
 */
@NullMarked
package dev.bursar.server.scim;

import org.jspecify.annotations.NullMarked;
