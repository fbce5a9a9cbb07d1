package dev.bursar.gateway.metering;

/**
 * What one budget bears of a call, nano-USD.
 *
 * @param leaseId empty: a soft budget, which needs no lease
 * @param inDoubtNanos produced, but not provable
 */
public record Charge(String budgetId, String leaseId, long settledNanos, long inDoubtNanos) {}
