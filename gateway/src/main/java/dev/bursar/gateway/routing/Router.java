package dev.bursar.gateway.routing;

import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.gateway.policy.ProviderEndpoint;
import java.util.Optional;

/** Chooses where a model's call goes. Today a model has one provider. */
public final class Router {
    /** Empty if the model's provider is not there. */
    public Optional<ProviderEndpoint> route(Organization organization, Model model) {
        return Optional.ofNullable(organization.providers().get(model.providerId()));
    }
}
