package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.NODE;
import static dev.bursar.server.sql.Tables.POLICY_HEAD;

import dev.bursar.adminapi.fleet.Fleet.Gateway;
import dev.bursar.adminapi.fleet.GatewaysApi;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.sql.tables.records.NodeRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class GatewaysController implements GatewaysApi {
    /** More nodes than a page of people would read. */
    private static final int MOST = 1000;

    private final Callers callers;
    private final Tenancy tenancy;
    private final Clock clock;

    GatewaysController(Callers callers, Tenancy tenancy, Clock clock) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Override
    public dev.bursar.adminapi.fleet.Fleet fleet(UUID organizationId) {
        callers.in(organizationId).require(Action.GATEWAY_READ);
        Instant now = clock.instant();
        return tenancy.platform(tx -> new dev.bursar.adminapi.fleet.Fleet(
                tx.select(POLICY_HEAD.REVISION).from(POLICY_HEAD).fetchSingle().value1(), gateways(tx, now)));
    }

    private static List<Gateway> gateways(DSLContext tx, Instant now) {
        return tx.select(NODE, DSL.field(dev.bursar.server.publication.Fleet.isConnected(now)))
                .from(NODE)
                .where(NODE.REVOKED_AT.isNull())
                .orderBy(NODE.NAME)
                .limit(MOST)
                .fetch(row -> gateway(row.value1(), row.value2()));
    }

    private static Gateway gateway(NodeRecord node, boolean connected) {
        return new Gateway(
                node.getName(),
                node.getAddress(),
                node.getVersion(),
                connected,
                node.getEpoch(),
                node.getAppliedRevision(),
                utc(node.getAppliedAt()),
                node.getPolicyError(),
                utc(node.getLastSeenAt()));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
