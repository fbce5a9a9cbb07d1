package dev.bursar.server.publication;

import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.Removed;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.server.DemoServer;
import java.util.ArrayList;
import java.util.List;

/** What nodes are told of keys. */
public final class PublishedKeys {
    private PublishedKeys() {}

    /** As the newest snapshot has it, checked against what the newest delta says of it. */
    public static String stateOf(DemoServer server, String organizationId, String keyId) {
        Compiler compiler = server.bean(Compiler.class);
        List<Revision.Builder> parts =
                compiler.snapshot(Integer.MAX_VALUE, ArrayList::new, (all, part) -> all.add(part));
        String snapshot = find(parts.getFirst().getKeysList(), organizationId, keyId);
        long head = compiler.head();
        String delta = compiler.delta(head - 1, head)
                .map(revision -> find(revision.getKeysList(), organizationId, keyId))
                .orElse("");
        if (!snapshot.equals(delta)) {
            throw new AssertionError("the snapshot says " + snapshot + ", the last delta " + delta);
        }
        return snapshot;
    }

    /** What the newest delta takes from them. */
    public static Removed removed(DemoServer server) {
        Compiler compiler = server.bean(Compiler.class);
        long head = compiler.head();
        return compiler.delta(head - 1, head).orElseThrow().getRemoved();
    }

    private static String find(Iterable<KeyPolicy> keys, String organizationId, String keyId) {
        for (KeyPolicy key : keys) {
            if (key.getKeyId().equals(keyId)) {
                if (!key.getOrganizationId().equals(organizationId)) {
                    throw new AssertionError("the key is of another organization");
                }
                return key.getState().name() + (key.getOrganizationArchived() ? ", organization archived" : "");
            }
        }
        return "";
    }
}
