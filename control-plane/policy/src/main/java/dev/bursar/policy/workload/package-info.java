/** When a token of somebody else's issuer is believed, and whom it stands for. */
@NullMarked
package dev.bursar.policy.workload;

import org.jspecify.annotations.NullMarked;
