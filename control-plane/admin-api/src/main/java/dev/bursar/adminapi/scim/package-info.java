/** How an identity provider is let in by SCIM: its address, its tokens, and what it has provisioned. */
@NullMarked
package dev.bursar.adminapi.scim;

import org.jspecify.annotations.NullMarked;
