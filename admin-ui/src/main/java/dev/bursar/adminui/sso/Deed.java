package dev.bursar.adminui.sso;

import dev.bursar.adminapi.sso.SsoApi;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminapi.sso.SsoImpact;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import java.util.UUID;
import java.util.function.Consumer;

/** Does one thing, says so, and shows the page as it is then. */
record Deed(ControlPlane controlPlane, UUID organizationId, Runnable again) {
    /** What is done in the Admin API. */
    interface Change {
        void make(SsoApi sso, UUID organizationId);
    }

    /** Asks whom it touches before it is done. */
    void weighed(SsoConnection connection, Consumer<SsoImpact> question) {
        try {
            question.accept(controlPlane.sso().impact(organizationId, connection.id()));
        } catch (ControlPlaneException e) {
            Notices.of(e);
        }
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
