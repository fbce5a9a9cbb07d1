/** Where the installation may connect to when somebody names the address. */
@NullMarked
package dev.bursar.policy.egress;

import org.jspecify.annotations.NullMarked;
