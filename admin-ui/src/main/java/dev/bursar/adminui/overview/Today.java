package dev.bursar.adminui.overview;

import dev.bursar.adminapi.usage.UsageReport;
import dev.bursar.adminui.component.TimeRange;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Spend of the organization's day so far, and of the day before up to the same time. */
final class Today {
    private static final Duration YESTERDAY_KEPT = Duration.ofMinutes(5);

    private final Workspace workspace;
    private final ControlPlane controlPlane;
    private UsageReport.@Nullable Totals yesterday;
    private Instant yesterdayReadAt = Instant.EPOCH;

    Today(Workspace workspace, ControlPlane controlPlane) {
        this.workspace = workspace;
        this.controlPlane = controlPlane;
    }

    UsageReport report(TimeRange range) {
        OffsetDateTime now = now();
        return read(range.from(now), now, range.grain());
    }

    UsageReport.Totals soFar() {
        return read(midnight().toOffsetDateTime(), now(), "hour").totals();
    }

    UsageReport.Totals yesterdayUntilNow() {
        Instant now = workspace.clock().instant();
        UsageReport.Totals known = yesterday;
        if (known == null || yesterdayReadAt.plus(YESTERDAY_KEPT).isBefore(now)) {
            known = read(midnight().minusDays(1).toOffsetDateTime(), now().minusDays(1), "hour")
                    .totals();
            yesterday = known;
            yesterdayReadAt = now;
        }
        return known;
    }

    private UsageReport read(OffsetDateTime from, OffsetDateTime to, String grain) {
        return controlPlane.usage().report(workspace.organizationId(), from, to, grain, "model", null);
    }

    /** A second past now at least, so that a day that has just begun is a stretch of time too. */
    private OffsetDateTime now() {
        return workspace.clock().instant().plusSeconds(1).atOffset(ZoneOffset.UTC);
    }

    private ZonedDateTime midnight() {
        return workspace.clock().instant().atZone(workspace.organizationZone()).truncatedTo(ChronoUnit.DAYS);
    }
}
