package dev.bursar.adminui.sso;

import dev.bursar.adminapi.sso.SsoApi;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import java.util.UUID;

/** Does one thing, says so, and shows the page as it is then. */
record Deed(ControlPlane controlPlane, UUID organizationId, Runnable again) {
    /** What is done in the Admin API. */
    interface Change {
        void make(SsoApi sso, UUID organizationId);
    }

    void now(String done, Change change) {
        try {
            change.make(controlPlane.sso(), organizationId);
            Notices.done(done);
        } catch (ControlPlaneException e) {
            Notices.of(e);
        }
        again.run();
    }
}
