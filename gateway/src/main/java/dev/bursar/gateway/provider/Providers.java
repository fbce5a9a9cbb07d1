package dev.bursar.gateway.provider;

import dev.bursar.gateway.policy.ProviderEndpoint;

/** Which adapter speaks to which kind of provider. */
public final class Providers {
    private final Provider openai;
    private final Provider sandbox;

    public Providers(Provider openai, Provider sandbox) {
        this.openai = openai;
        this.sandbox = sandbox;
    }

    public Provider of(ProviderEndpoint.Kind kind) {
        return switch (kind) {
            case OPENAI -> openai;
            case SANDBOX -> sandbox;
        };
    }
}
