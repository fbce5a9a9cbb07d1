package dev.bursar.gateway.keyring;

/** Asks the control plane to fetch an issuer's keys again. Returns at once; what comes of it arrives as policy. */
public interface KeyRefresh {
    void ask(String organizationId, String trustId);
}
