/** When people are told: thresholds, forecasts, anomalies. Integer arithmetic, no clock. */
@NullMarked
package dev.bursar.policy.notice;

import org.jspecify.annotations.NullMarked;
