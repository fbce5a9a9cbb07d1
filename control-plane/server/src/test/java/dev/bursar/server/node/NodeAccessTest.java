package dev.bursar.server.node;

import static dev.bursar.server.sql.Tables.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.OpenEpochRequest;
import dev.bursar.nodeapi.v1.ReadBudgetsRequest;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.testing.Eventually;
import dev.bursar.server.testing.TestCertificates;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Which nodes are served at all. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeAccessTest {
    private final NodeHouse house;

    NodeAccessTest(TestDatabase database, @TempDir Path folder) {
        house = new NodeHouse(database, folder);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void answersMalformedCallsWithACodeAndNeverWithATrace() {
        try (TestNode node = house.node("sloppy")) {
            assertThatThrownBy(() -> node.calls()
                            .acquireLeases(AcquireLeasesRequest.newBuilder()
                                    .setOrganizationId("x' OR 1=1")
                                    .build()))
                    .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                        assertThat(e.getStatus().getDescription()).isEqualTo("organization_invalid");
                    });
        }
    }

    @Test
    void refusesARevokedNodeAndEndsItsStream() {
        try (TestNode node = house.node("stolen")) {
            node.follow(0);
            node.await("the snapshot", revision -> revision.getBaseRevision() == 0);
            house.tenancy.platform(tx -> tx.update(NODE)
                    .set(NODE.REVOKED_AT, Instant.now())
                    .where(NODE.NAME.eq("stolen"))
                    .execute());

            assertThat(node.awaitEnd().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThatThrownBy(() -> node.calls().openEpoch(OpenEpochRequest.getDefaultInstance()))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
        }
    }

    @Test
    void refusesARevokedNodeWithoutAStreamInUnderTwoSeconds() {
        AtomicInteger attempt = new AtomicInteger();
        NodeHouse.inUnderTwoSeconds(() -> refused("lent-" + attempt.incrementAndGet()));
    }

    private Duration refused(String name) {
        try (TestNode node = house.node(name)) {
            node.calls().openEpoch(OpenEpochRequest.getDefaultInstance());
            long started = System.nanoTime();
            house.tenancy.platform(tx -> tx.update(NODE)
                    .set(NODE.REVOKED_AT, Instant.now())
                    .where(NODE.NAME.eq(name))
                    .execute());

            Eventually.until("it is refused", () -> {
                try {
                    node.calls().readBudgets(ReadBudgetsRequest.getDefaultInstance());
                    return false;
                } catch (StatusRuntimeException e) {
                    return e.getStatus().getCode() == Status.Code.PERMISSION_DENIED;
                }
            });

            return NodeHouse.told("a revoked node was refused", started);
        }
    }

    @Test
    void servesNobodyWithoutACertificateOfTheAuthority() {
        TestCertificates others = new TestCertificates();
        try (TestNode nobody = new TestNode(house.port, house.certificates.authority(), null);
                TestNode stranger = new TestNode(house.port, house.certificates.authority(), others.node("stranger"))) {
            assertThatThrownBy(() -> nobody.calls().openEpoch(OpenEpochRequest.getDefaultInstance()))
                    .isInstanceOf(StatusRuntimeException.class);
            assertThatThrownBy(() -> stranger.calls().openEpoch(OpenEpochRequest.getDefaultInstance()))
                    .isInstanceOf(StatusRuntimeException.class);
        }
    }
}
