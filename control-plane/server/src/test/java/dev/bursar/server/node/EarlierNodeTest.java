package dev.bursar.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.policy.revision.RevisionVerifier;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.platform.secret.Secrets;
import dev.bursar.server.publication.PolicyChanges;
import dev.bursar.server.testing.RunningServer;
import dev.bursar.server.testing.Tenants;
import dev.bursar.server.testing.TestCertificates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway of an earlier version at a control plane of this one: whatever it is sent, it reads with the contract that it
 * knows and finds nothing to reject. Both run side by side while an installation is brought up to date.
 */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlierNodeTest {
    private static final Descriptor REVISION = EarlierContract.revision();

    private final TestCertificates certificates = new TestCertificates();
    private final RunningServer server;
    private final Tenancy tenancy;
    private final Tenants tenants;
    private final PolicyChanges changes;
    private final RevisionVerifier verifier;

    EarlierNodeTest(TestDatabase database, @TempDir Path folder) {
        certificates.write(folder.resolve("secrets").resolve("node-tls"));
        server = new RunningServer(database, folder, Map.of("bursar.publication.heartbeat-every", "300ms"));
        tenancy = server.bean(Tenancy.class);
        tenants = new Tenants(tenancy);
        changes = server.bean(PolicyChanges.class);
        verifier =
                new RevisionVerifier(server.bean(Secrets.class).policySigning().getPublic());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void findsNothingToRejectWhereWorkloadsAreTrustedAndOrganizationsArchived() {
        UUID organization = tenants.organization("UTC");
        UUID key = tenants.key(organization, tenants.member(organization));
        UUID trust = tenants.workloadTrust(organization, key);
        touch(organization, PolicyChanges.Kind.KEY, key);
        touch(organization, PolicyChanges.Kind.TRUST, trust);
        int port = server.bean(NodeServer.class).port();
        try (TestNode node = new TestNode(port, certificates.authority(), certificates.node("earlier")).old()) {
            node.follow(0);
            node.await(
                    "the snapshot with the trust", revision -> trusts(revision).contains(trust.toString()));

            tenants.disableTrust(organization, trust);
            touch(organization, PolicyChanges.Kind.TRUST, trust);
            node.await(
                    "that the trust is gone",
                    revision -> revision.getRemoved().getWorkloadTrustIdsList().contains(trust.toString()));
            archive(organization);
            touch(organization, PolicyChanges.Kind.KEYS, organization);
            node.await(
                    "that the organization is archived",
                    revision -> revision.getKeysList().stream().anyMatch(one -> one.getOrganizationArchived()));

            Earlier earlier = new Earlier();
            node.updates().forEach(earlier::take);
            assertThat(earlier.rejected).isEmpty();
            assertThat(earlier.applied).isEqualTo(node.last().getRevision());
            assertThat(earlier.states.get(key.toString())).isEqualTo("KEY_STATE_DISABLED");
        }
    }

    /** What a gateway does with an update: signature, order, and the values that it checks. */
    private final class Earlier {
        private final List<String> rejected = new ArrayList<>();
        private final Map<String, String> states = new HashMap<>();
        private long applied;

        void take(PolicyUpdate update) {
            byte[] bytes = update.getRevision().toByteArray();
            if (!verifier.verify(bytes, update.getSignature().toByteArray())) {
                rejected.add("the signature");
                return;
            }
            try {
                DynamicMessage revision = DynamicMessage.parseFrom(REVISION, bytes);
                long base = number(revision, "base_revision");
                long own = number(revision, "revision");
                if (own <= 0 || base != 0 && base != applied || own < applied) {
                    rejected.add("the order: " + base + " to " + own + " after " + applied);
                }
                applied = own;
                messages(revision, "keys").forEach(this::key);
            } catch (InvalidProtocolBufferException e) {
                rejected.add("the form");
            }
        }

        private void key(Message key) {
            if (((ByteString) field(key, "hash")).size() != 32
                    || field(key, "key_id").equals("")) {
                rejected.add("a key");
            }
            states.put(String.valueOf(field(key, "key_id")), String.valueOf(field(key, "state")));
        }
    }

    private static Object field(Message message, String name) {
        return message.getField(message.getDescriptorForType().findFieldByName(name));
    }

    private static long number(Message message, String name) {
        return (Long) field(message, name);
    }

    private static List<Message> messages(Message message, String name) {
        return ((List<?>) field(message, name))
                .stream().map(Message.class::cast).toList();
    }

    private static Set<String> trusts(Revision revision) {
        Set<String> ids = new HashSet<>();
        revision.getWorkloadTrustsList().forEach(one -> ids.add(one.getTrustId()));
        return ids;
    }

    private void archive(UUID organization) {
        tenancy.write(
                organization,
                tx -> tx.execute(
                        "UPDATE organization SET state = 'archived', archived_at = now() WHERE organization_id = ?",
                        organization));
    }

    private void touch(UUID organization, PolicyChanges.Kind kind, UUID subject) {
        tenancy.write(organization, tx -> changes.touch(tx, organization, kind, subject.toString()));
    }
}
