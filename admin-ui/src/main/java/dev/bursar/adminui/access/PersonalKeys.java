package dev.bursar.adminui.access;

import dev.bursar.adminapi.key.Key;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.List;
import java.util.UUID;

/** The keys of people. */
final class PersonalKeys {
    private PersonalKeys() {}

    /** Those that the reader sees. */
    static List<Key> of(ControlPlane controlPlane, UUID organizationId, UUID memberId) {
        return Table.read((cursor, size) -> controlPlane.keys().list(organizationId, null, null, cursor, size)).stream()
                .filter(key -> memberId.equals(key.ownerMemberId()))
                .toList();
    }

    static long working(List<Key> keys) {
        return keys.stream().filter(key -> key.state().equals("active")).count();
    }
}
