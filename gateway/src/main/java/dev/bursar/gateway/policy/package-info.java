/** The policy in force on this node: organizations, models, providers, budgets. Pure values, no wire types. */
@NullMarked
package dev.bursar.gateway.policy;

import org.jspecify.annotations.NullMarked;
