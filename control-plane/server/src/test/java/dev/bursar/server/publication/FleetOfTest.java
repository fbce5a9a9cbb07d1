package dev.bursar.server.publication;

import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;

/** Opens what is package-private to other capabilities' tests. */
public final class FleetOfTest {
    private FleetOfTest() {}

    public static Fleet fleet(Tenancy tenancy, Ids ids, Clock clock) {
        return new Fleet(tenancy, ids, clock);
    }

    public static Recalls recalls(Tenancy tenancy, Clock clock) {
        return new Recalls(tenancy, clock);
    }

    public static PolicyChanges changes(Clock clock) {
        return new PolicyChanges(clock);
    }
}
