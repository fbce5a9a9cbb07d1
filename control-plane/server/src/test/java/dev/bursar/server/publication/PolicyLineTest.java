package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.POLICY_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.KeyState;
import dev.bursar.nodeapi.v1.ProviderPolicy;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.testing.Tenants;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What nodes are sent, from real tables. The line is the test's own, and keeps two deltas only. */
@WithDemoServer
class PolicyLineTest {
    private final DemoServer server;
    private final Tenancy tenancy;
    private final Tenants tenants;
    private final PolicyLine line;
    private final UUID organization;

    PolicyLineTest(DemoServer server) {
        this.server = server;
        tenancy = server.bean(Tenancy.class);
        tenants = new Tenants(tenancy);
        organization = tenants.organization("UTC");
        PublicationProperties twoDeltas = new PublicationProperties(Duration.ofSeconds(30), Duration.ofSeconds(10), 2);
        line = new PolicyLine(
                server.bean(Compiler.class), server.bean(Sealer.class), twoDeltas, server.bean(Clock.class));
        line.advance();
    }

    @Test
    void givesAnUpToDateNodeNothingUntilTheNextHeartbeat() {
        Instant issued = Instant.now();
        assertThat(line.after(line.head(), issued)).isEmpty();

        line.beat();

        Sealed beat = line.after(line.head(), issued).orElseThrow();
        assertThat(beat.base()).isEqualTo(beat.revision()).isEqualTo(line.head());
        assertThat(line.after(line.head(), beat.issuedAt())).isEmpty();
    }

    @Test
    void catchesASlowNodeUpWithOneDeltaOverAllThatItMissed() {
        long before = line.head();
        UUID first = changedKey();
        for (int i = 0; i < 4; i++) {
            changedKey();
        }

        Sealed next = line.after(before, Instant.EPOCH).orElseThrow();

        assertThat(next.base()).isEqualTo(before);
        assertThat(next.revision()).isEqualTo(line.head());
        assertThat(read(next).getKeysList()).extracting(KeyPolicy::getKeyId).contains(first.toString());
    }

    @Test
    void givesASlowNodeASnapshotWhereTheChangesAreForgotten() {
        long before = line.head();
        for (int i = 0; i < 4; i++) {
            changedKey();
        }
        tenancy.platform(tx -> tx.deleteFrom(POLICY_CHANGE).execute());

        assertThat(line.after(before, Instant.EPOCH).orElseThrow().base()).isZero();
    }

    @Test
    void bringsABudgetsKeysWithTheBudgetAndTakesBothBack() {
        UUID member = tenants.member(organization);
        UUID key = tenants.key(organization, member);
        UUID budget = tenants.hardBudget(organization, "member", member, "month", 1);
        long before = line.head();

        Revision created = changed(before, PolicyChanges.Kind.BUDGET, budget.toString());
        tenants.archive(organization, budget);
        Revision archived = changed(line.head(), PolicyChanges.Kind.BUDGET, budget.toString());

        assertThat(created.getBudgets(0).getBudgetId()).isEqualTo(budget.toString());
        assertThat(created.getKeys(0).getKeyId()).isEqualTo(key.toString());
        assertThat(created.getKeys(0).getBudgetIdsList()).containsExactly(budget.toString());
        assertThat(archived.getRemoved().getBudgetIdsList()).containsExactly(budget.toString());
        assertThat(archived.getKeys(0).getBudgetIdsList()).isEmpty();
    }

    @Test
    void leadsAKeysPathFromTheOrganizationThroughItsTeamsDownToItself() {
        UUID member = tenants.member(organization);
        UUID upper = tenants.unit(organization, "team", null);
        UUID lower = tenants.unit(organization, "team", upper);
        UUID project = tenants.unit(organization, "project", lower);
        UUID key = tenants.key(organization, member);
        tenants.charge(organization, key, project);
        UUID own = tenants.hardBudget(organization, "key", key, "month", 1);
        UUID owners = tenants.hardBudget(organization, "member", member, "month", 1);
        UUID ofProject = tenants.hardBudget(organization, "project", project, "month", 1);
        UUID ofUpper = tenants.hardBudget(organization, "team", upper, "month", 1);
        UUID ofLower = tenants.hardBudget(organization, "team", lower, "month", 1);
        UUID root = tenants.hardBudget(organization, "organization", organization, "month", 1);
        UUID credit = tenants.credit(organization, 1);

        Revision created = changed(line.head(), PolicyChanges.Kind.BUDGET, ofUpper.toString());
        assertThat(created.getKeys(0).getBudgetIdsList())
                .containsExactly(texts(credit, root, ofUpper, ofLower, ofProject, owners, own));

        tenants.move(organization, lower, null);
        Revision moved = changed(line.head(), PolicyChanges.Kind.UNIT, lower.toString());
        assertThat(moved.getKeys(0).getBudgetIdsList())
                .containsExactly(texts(credit, root, ofLower, ofProject, owners, own));

        tenants.archiveUnit(organization, lower);
        Revision archived = changed(line.head(), PolicyChanges.Kind.UNIT, lower.toString());
        assertThat(archived.getKeys(0).getState()).isEqualTo(KeyState.KEY_STATE_UNIT_ARCHIVED);
    }

    @Test
    void sealsAProvidersCredentialForTheFleetAndNeverSendsItPlain() throws GeneralSecurityException {
        String credential = "sk-secret-of-the-provider";
        String id = server.as("admin@acme.test")
                .post(
                        "/admin/v1/organizations/" + server.acme() + "/providers",
                        "{\"name\":\"Somewhere\",\"slug\":\"somewhere\",\"baseUrl\":\"https://api.example.com/v1\","
                                + "\"credential\":\"" + credential + "\"}")
                .json()
                .path("id")
                .asString();
        long before = line.head();
        line.advance();

        Sealed sealed = line.after(before, Instant.EPOCH).orElseThrow();

        ProviderPolicy provider = read(sealed).getProvidersList().stream()
                .filter(one -> one.getProviderId().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(sealed.bytes().toString(StandardCharsets.ISO_8859_1)).doesNotContain(credential);
        byte[] opened = server.bean(FleetSecret.class)
                .unseal(
                        provider.getSealedCredential().toByteArray(),
                        FleetSecret.credentialBinding(server.acme(), id, provider.getBaseUrl()));
        assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(credential);
    }

    @Test
    void publishesTheDemosModelsWithTheirPrices() {
        Revision snapshot = read(line.snapshot());

        assertThat(snapshot.getOrganizationsList())
                .anySatisfy(one -> assertThat(one.getOrganizationId()).isEqualTo(server.acme()));
        assertThat(snapshot.getModelsList()).anySatisfy(model -> {
            assertThat(model.getModel()).isEqualTo("sandbox/echo");
            assertThat(model.hasPrice()).isTrue();
        });
        assertThat(snapshot.getFreshUntilMillis() - snapshot.getIssuedAtMillis())
                .isEqualTo(30_000);
    }

    private static String[] texts(UUID... ids) {
        return Arrays.stream(ids).map(UUID::toString).toArray(String[]::new);
    }

    private UUID changedKey() {
        UUID key = tenants.key(organization, null);
        changed(line.head(), PolicyChanges.Kind.KEY, key.toString());
        return key;
    }

    private Revision changed(long before, PolicyChanges.Kind kind, String subject) {
        tenancy.write(organization, tx -> server.bean(PolicyChanges.class).touch(tx, organization, kind, subject));
        line.advance();
        return read(line.after(before, Instant.EPOCH).orElseThrow());
    }

    private static Revision read(Sealed sealed) {
        try {
            return Revision.parseFrom(sealed.bytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
