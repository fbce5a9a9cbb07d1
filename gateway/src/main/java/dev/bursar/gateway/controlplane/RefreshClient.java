package dev.bursar.gateway.controlplane;

import dev.bursar.gateway.keyring.KeyRefresh;
import dev.bursar.nodeapi.v1.ControlGrpc;
import dev.bursar.nodeapi.v1.RefreshWorkloadKeysRequest;
import io.grpc.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for an issuer's keys over the wire. An older control plane does not know the call: then its own job must do. */
final class RefreshClient implements KeyRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshClient.class);

    private final Calls calls;

    RefreshClient(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void ask(String organizationId, String trustId) {
        RefreshWorkloadKeysRequest request = RefreshWorkloadKeysRequest.newBuilder()
                .setOrganizationId(organizationId)
                .setTrustId(trustId)
                .build();
        calls.call(ControlGrpc.ControlStub::refreshWorkloadKeys, request).whenComplete((reply, failure) -> {
            if (failure != null) {
                LOG.debug(
                        "keys of the workload trust {} could not be asked for: {}",
                        trustId,
                        Status.fromThrowable(failure).getCode());
            }
        });
    }
}
