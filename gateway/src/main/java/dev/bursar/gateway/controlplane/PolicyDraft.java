package dev.bursar.gateway.controlplane;

import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.gateway.policy.Policy;
import dev.bursar.gateway.policy.ProviderEndpoint;
import dev.bursar.gateway.policy.WorkloadTrust;
import dev.bursar.nodeapi.v1.OrganizationPolicy;
import dev.bursar.nodeapi.v1.Removed;
import dev.bursar.nodeapi.v1.Revision;
import java.util.HashMap;
import java.util.Map;

/** The next policy in the making: a copy of the current one in which only what changes is touched. */
final class PolicyDraft {
    private final Map<String, Organization> organizations;
    private final Map<String, Parts> touched = new HashMap<>();
    private final PolicyReader reader;

    /** One organization, open for changes. */
    private static final class Parts {
        private String name = "";
        private long stalenessLimitMillis;
        private int ownContractFeeBasisPoints;
        private String askUrl = "";
        private final Map<String, Model> models = new HashMap<>();
        private final Map<String, ProviderEndpoint> providers = new HashMap<>();
        private final Map<String, Budget> budgets = new HashMap<>();
        private final Map<String, WorkloadTrust> trusts = new HashMap<>();

        Organization toOrganization(String id) {
            return new Organization(
                    id,
                    name,
                    stalenessLimitMillis,
                    ownContractFeeBasisPoints,
                    askUrl,
                    models,
                    providers,
                    budgets,
                    trusts);
        }
    }

    PolicyDraft(Policy base, PolicyReader reader) {
        this.organizations = new HashMap<>(base.organizations());
        this.reader = reader;
    }

    /** @throws IllegalArgumentException if a value is out of range or belongs to no organization */
    void put(Revision revision) {
        for (OrganizationPolicy organization : revision.getOrganizationsList()) {
            String id = PolicyReader.id(organization.getOrganizationId());
            Parts parts = touched.computeIfAbsent(id, this::opened);
            parts.name = organization.getName();
            parts.stalenessLimitMillis = Math.max(0, organization.getStalenessLimitMillis());
            parts.ownContractFeeBasisPoints = PolicyReader.basisPoints(organization.getOwnCredentialFeeBasisPoints());
            parts.askUrl = PolicyReader.text(organization.getAskUrl());
        }
        revision.getBudgetsList().forEach(budget -> {
            Budget read = reader.budget(budget);
            parts(budget.getOrganizationId()).budgets.put(read.id(), read);
        });
        revision.getProvidersList().forEach(provider -> {
            Parts parts = parts(provider.getOrganizationId());
            parts.providers.remove(provider.getProviderId());
            reader.provider(provider).ifPresent(read -> parts.providers.put(read.id(), read));
        });
        revision.getModelsList().forEach(model -> {
            Model read = reader.model(model);
            parts(model.getOrganizationId()).models.put(read.name(), read);
        });
        revision.getWorkloadTrustsList().forEach(trust -> {
            Parts parts = parts(trust.getOrganizationId());
            parts.trusts.remove(trust.getTrustId());
            reader.trust(trust).ifPresent(read -> parts.trusts.put(read.id(), read));
        });
    }

    void remove(Removed removed) {
        removed.getOrganizationIdsList().forEach(id -> {
            touched.remove(id);
            organizations.remove(id);
        });
        removed.getModelsList().forEach(model -> {
            if (known(model.getOrganizationId())) {
                parts(model.getOrganizationId()).models.remove(model.getModel());
            }
        });
        if (removed.getBudgetIdsCount() > 0
                || removed.getProviderIdsCount() > 0
                || removed.getWorkloadTrustIdsCount() > 0) {
            organizations.forEach((id, organization) -> removeById(id, organization, removed));
        }
    }

    Policy finish(Revision revision) {
        return finish(revision.getRevision(), revision.getIssuedAtMillis(), revision.getFreshUntilMillis());
    }

    /** On the way to a revision: it still counts as the one before. */
    Policy finishBefore(Policy current) {
        return finish(current.revision(), current.issuedAtMillis(), current.freshUntilMillis());
    }

    private Policy finish(long revision, long issuedAtMillis, long freshUntilMillis) {
        touched.forEach((id, parts) -> organizations.put(id, parts.toOrganization(id)));
        return new Policy(revision, issuedAtMillis, freshUntilMillis, organizations);
    }

    private void removeById(String id, Organization organization, Removed removed) {
        for (String budget : removed.getBudgetIdsList()) {
            if (organization.budgets().containsKey(budget)) {
                parts(id).budgets.remove(budget);
            }
        }
        for (String provider : removed.getProviderIdsList()) {
            if (organization.providers().containsKey(provider)) {
                parts(id).providers.remove(provider);
            }
        }
        for (String trust : removed.getWorkloadTrustIdsList()) {
            if (organization.trusts().containsKey(trust)) {
                parts(id).trusts.remove(trust);
            }
        }
    }

    private boolean known(String organizationId) {
        return touched.containsKey(organizationId) || organizations.containsKey(organizationId);
    }

    private Parts parts(String organizationId) {
        if (!known(organizationId)) {
            throw new IllegalArgumentException("something belongs to an organization that is not there");
        }
        return touched.computeIfAbsent(organizationId, this::opened);
    }

    private Parts opened(String id) {
        Parts parts = new Parts();
        Organization before = organizations.get(id);
        if (before != null) {
            parts.name = before.name();
            parts.stalenessLimitMillis = before.stalenessLimitMillis();
            parts.ownContractFeeBasisPoints = before.ownContractFeeBasisPoints();
            parts.askUrl = before.askUrl();
            parts.models.putAll(before.models());
            parts.providers.putAll(before.providers());
            parts.budgets.putAll(before.budgets());
            parts.trusts.putAll(before.trusts());
        }
        return parts;
    }
}
