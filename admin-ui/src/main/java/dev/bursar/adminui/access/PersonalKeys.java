package dev.bursar.adminui.access;

import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.UUID;

/** The keys of people. */
final class PersonalKeys {
    private PersonalKeys() {}

    /** Those that work and the reader sees. */
    static long working(ControlPlane controlPlane, UUID organizationId, UUID memberId) {
        return Table.read((cursor, size) -> controlPlane
                        .keys()
                        .list(organizationId, "active", null, memberId, null, null, null, cursor, size))
                .size();
    }
}
