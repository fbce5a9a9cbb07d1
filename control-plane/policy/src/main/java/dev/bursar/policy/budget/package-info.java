/** What a budget may spend, where: accounts on the control plane, purses on a node. */
@NullMarked
package dev.bursar.policy.budget;

import org.jspecify.annotations.NullMarked;
