package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.POLICY_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.KeyState;
import dev.bursar.nodeapi.v1.PolicyUpdate;
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
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

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
        PublicationProperties twoDeltas =
                new PublicationProperties(Duration.ofSeconds(30), Duration.ofSeconds(10), 2, DataSize.ofKilobytes(4));
        line = new PolicyLine(
                server.bean(Compiler.class), server.bean(Sealer.class), twoDeltas, server.bean(Clock.class));
        line.advance();
    }

    @Test
    void givesAnUpToDateNodeNothingUntilTheNextHeartbeat() {
        Instant issued = Instant.now();
        assertThat(line.after(line.head(), issued)).isEqualTo(PolicyLine.Next.NOTHING);

        line.beat();

        Sealed beat = Objects.requireNonNull(line.after(line.head(), issued).delta());
        assertThat(beat.base()).isEqualTo(beat.revision()).isEqualTo(line.head());
        assertThat(line.after(line.head(), beat.issuedAt())).isEqualTo(PolicyLine.Next.NOTHING);
    }

    @Test
    void catchesASlowNodeUpWithOneDeltaOverAllThatItMissed() {
        long before = line.head();
        UUID first = changedKey();
        for (int i = 0; i < 4; i++) {
            changedKey();
        }

        Sealed next = Objects.requireNonNull(line.after(before, Instant.EPOCH).delta());

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

        assertThat(line.after(before, Instant.EPOCH)).isEqualTo(PolicyLine.Next.SNAPSHOT);
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
    void bringsAWorkloadTrustWithItsIssuersKeysAndTakesItBack() {
        UUID key = tenants.key(organization, tenants.member(organization));
        UUID trust = tenants.workloadTrust(organization, key);
        long before = line.head();

        Revision created = changed(before, PolicyChanges.Kind.TRUST, trust.toString());
        tenants.disableTrust(organization, trust);
        Revision disabled = changed(line.head(), PolicyChanges.Kind.TRUST, trust.toString());

        assertThat(created.getWorkloadTrusts(0).getTrustId()).isEqualTo(trust.toString());
        assertThat(created.getWorkloadTrusts(0).getIssuer()).isEqualTo("https://ci.example");
        assertThat(created.getWorkloadTrusts(0).getKeyHash().toByteArray()).isEqualTo(Tenants.hash(key));
        assertThat(created.getWorkloadTrusts(0).getKeys(0).getAlgorithm()).isEqualTo("EdDSA");
        assertThat(created.getRemoved().getWorkloadTrustIdsList()).isEmpty();
        assertThat(disabled.getWorkloadTrustsList()).isEmpty();
        assertThat(disabled.getRemoved().getWorkloadTrustIdsList()).containsExactly(trust.toString());
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

        Sealed sealed = Objects.requireNonNull(line.after(before, Instant.EPOCH).delta());

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
    void cutsALargeSnapshotIntoPartsThatTogetherSayTheSame() {
        for (int i = 0; i < 100; i++) {
            tenants.key(organization, null);
        }

        Snapshot inParts = line.snapshot(true);
        Revision whole = read(line.snapshot(false).last());

        assertThat(inParts.parts()).isGreaterThan(3);
        Revision.Builder together = Revision.newBuilder();
        for (int i = 0; i < inParts.parts(); i++) {
            PolicyUpdate update = inParts.part(i, i + 1);
            Revision part = read(update.getRevision());
            assertThat(update.getNonce()).isEqualTo(i + 1);
            assertThat(part.getPart()).isEqualTo(i + 1);
            assertThat(part.getMoreParts()).isEqualTo(i + 1 < inParts.parts());
            assertThat(part.getSnapshotId()).isEqualTo(read(inParts.last()).getSnapshotId());
            assertThat(part.getSerializedSize()).isLessThan(5 << 10);
            together.addAllOrganizations(part.getOrganizationsList())
                    .addAllKeys(part.getKeysList())
                    .addAllBudgets(part.getBudgetsList())
                    .addAllProviders(part.getProvidersList())
                    .addAllModels(part.getModelsList());
        }
        assertThat(together.getKeysList()).containsExactlyInAnyOrderElementsOf(whole.getKeysList());
        assertThat(together.getBudgetsList()).containsExactlyInAnyOrderElementsOf(whole.getBudgetsList());
        assertThat(together.getModelsList()).hasSameSizeAs(whole.getModelsList());
        assertThat(whole.getPart()).isZero();
    }

    @Test
    void keepsNoMoreOfASnapshotInMemoryThanItsBound() {
        Snapshot snapshot = new Snapshot();
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 40; i++) {
            Arrays.fill(megabyte, (byte) i);
            ByteString bytes = ByteString.copyFrom(megabyte);
            snapshot.add(new Sealed(0, 7, Instant.EPOCH, bytes, ByteString.copyFromUtf8("signature " + i), "key"));
        }

        assertThat(snapshot.bytesInFile()).isGreaterThanOrEqualTo((40 << 20) - Snapshot.MEMORY_BYTES);
        for (int i : new int[] {39, 0, 15, 16, 17, 38}) {
            PolicyUpdate part = snapshot.part(i, 100 + i);
            assertThat(part.getRevision().byteAt(77)).isEqualTo((byte) i);
            assertThat(part.getRevision().size()).isEqualTo(1 << 20);
            assertThat(part.getSignature().toStringUtf8()).isEqualTo("signature " + i);
            assertThat(part.getNonce()).isEqualTo(100 + i);
        }
    }

    @Test
    void publishesTheDemosModelsWithTheirPrices() {
        Revision snapshot = read(line.snapshot(false).last());

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
        return read(Objects.requireNonNull(line.after(before, Instant.EPOCH).delta()));
    }

    private static Revision read(Sealed sealed) {
        return read(sealed.bytes());
    }

    private static Revision read(ByteString bytes) {
        try {
            return Revision.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
