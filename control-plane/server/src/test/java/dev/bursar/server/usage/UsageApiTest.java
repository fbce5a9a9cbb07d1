package dev.bursar.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Node;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Reports and requests as a script sees them. */
@WithDemoServer
class UsageApiTest {
    private static final long USD = 1_000_000_000L;

    private final DemoServer server;
    private final DemoServer.Client admin;
    private final String organization;
    private final String usage;
    private final String key;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final long epoch;
    private final Node node;

    UsageApiTest(DemoServer server) {
        this.server = server;
        admin = server.as("admin@acme.test");
        organization = "/admin/v1/organizations/" + server.acme();
        usage = organization + "/usage";
        key = admin.post(organization + "/keys", "{\"name\":\"reporting\"}")
                .json()
                .path("key")
                .path("id")
                .asString();
        Fleet fleet = server.bean(Fleet.class);
        node = fleet.admit("usage-api-test");
        epoch = fleet.openEpoch(node, "1", "");
    }

    @Test
    void addsUpByModelAndByKey() {
        report(event("sandbox/echo", USD), event("sandbox/echo", 2 * USD), event("sandbox/slow", 4 * USD));

        JsonNode byModel = admin.get(usage + "/report?keyId=" + key).json();
        JsonNode byKey = admin.get(usage + "/report?groupBy=key&keyId=" + key).json();

        assertThat(byModel.path("totals").path("cost").path("usd").asString()).isEqualTo("7.00");
        assertThat(byModel.path("totals").path("requests").asLong()).isEqualTo(3);
        assertThat(byModel.path("groups").path(0).path("group").asString()).isEqualTo("sandbox/slow");
        assertThat(byModel.path("groups")
                        .path(1)
                        .path("totals")
                        .path("requests")
                        .asLong())
                .isEqualTo(2);
        assertThat(sum(byModel)).isEqualTo(7 * USD);
        assertThat(byKey.path("groups").path(0).path("group").asString()).isEqualTo(key);
        assertThat(byKey.path("groups").path(0).path("label").asString()).isEqualTo("reporting");
    }

    @Test
    void listsRequestsNewestFirstPageByPage() {
        report(event("sandbox/echo", 1), event("sandbox/echo", 2), event("sandbox/echo", 3));

        List<Long> costs = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        String next = "";
        do {
            JsonNode page = admin.get(
                            usage + "/requests?size=2&keyId=" + key + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.path("items").forEach(item -> {
                costs.add(item.path("cost").path("nanos").asLong());
                ids.add(item.path("id").asString());
                assertThat(item.path("node").asString()).isEqualTo("usage-api-test");
                assertThat(item.path("keyName").asString()).isEqualTo("reporting");
            });
            next = page.path("next").isNull() ? "" : page.path("next").asString();
        } while (!next.isEmpty());

        assertThat(ids).hasSize(3);
        assertThat(costs).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void showsAMemberOnlyTheirOwnKeys() {
        report(event("sandbox/echo", USD));
        DemoServer.Client member = server.as("member@acme.test");

        JsonNode report = member.get(usage + "/report?keyId=" + key).json();
        JsonNode requests = member.get(usage + "/requests?keyId=" + key).json();

        assertThat(report.path("totals").path("requests").asLong()).isZero();
        assertThat(requests.path("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/report?grain=fortnight",
                "/report?groupBy=colour",
                "/report?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "/report?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z&grain=minute",
                "/report?from=yesterday",
                "/report?keyId=1",
                "/requests?outcome=great",
                "/requests?cursor=x",
                "/requests?size=100000"
            })
    void refusesWhatItCannotAnswer(String path) {
        assertThat(admin.get(usage + path).status()).isEqualTo(400);
    }

    @Test
    void isInvisibleToOtherOrganizations() {
        assertThat(server.as("admin@globex.test").get(usage + "/report").status())
                .isEqualTo(404);
    }

    @Test
    void listsTheGatewaysThatServeTheOrganization() {
        JsonNode fleet = admin.get(organization + "/gateways").json();

        assertThat(fleet.path("headRevision").asLong()).isPositive();
        assertThat(fleet.path("gateways"))
                .anySatisfy(
                        gateway -> assertThat(gateway.path("name").asString()).isEqualTo("usage-api-test"));
    }

    private void report(UsageEvent... events) {
        assertThat(server.bean(UsageIntake.class).report(node, List.of(events)).getRejectedList())
                .isEmpty();
    }

    private UsageEvent event(String model, long costNanos) {
        return UsageEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setEpoch(epoch)
                .setOrganizationId(server.acme())
                .setKeyId(key)
                .setModel(model)
                .setStartedAtMillis(now.toEpochMilli())
                .setOutcome(Outcome.OUTCOME_COMPLETED)
                .setCostNanos(costNanos)
                .build();
    }

    private static long sum(JsonNode report) {
        long sum = 0;
        for (JsonNode bucket : report.path("series")) {
            sum += bucket.path("cost").path("nanos").asLong();
        }
        return sum;
    }
}
