/** What gateways report: taken in once, booked, rolled up; and the reports made of it. */
@NullMarked
package dev.bursar.server.usage;

import org.jspecify.annotations.NullMarked;
