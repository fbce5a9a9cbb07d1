package dev.bursar.adminui.component;

import dev.bursar.adminapi.organization.Impact;
import java.util.Map;

/** What ends with an organization, in words. */
final class EndingWords {
    /** One, and more than one. */
    private record Noun(String one, String many) {}

    private static final Map<String, Noun> NOUNS = Map.ofEntries(
            Map.entry("sso_connections", new Noun("identity provider", "identity providers")),
            Map.entry(
                    "mail_domains",
                    new Noun("mail domain, free for others then", "mail domains, free for others then")),
            Map.entry("scim_tokens", new Noun("SCIM token", "SCIM tokens")),
            Map.entry("service_accounts", new Noun("service account", "service accounts")),
            Map.entry("management_keys", new Noun("management key", "management keys")),
            Map.entry("workload_trusts", new Noun("trusted workload", "trusted workloads")),
            Map.entry("alert_channels", new Noun("alert channel", "alert channels")),
            Map.entry("alert_rules", new Noun("alert rule", "alert rules")),
            Map.entry("invitations", new Noun("open invitation", "open invitations")),
            Map.entry("groups", new Noun("group", "groups")),
            Map.entry("custom_roles", new Noun("custom role", "custom roles")),
            Map.entry("sessions", new Noun("session through its provider", "sessions through its providers")),
            Map.entry("provider_credentials", new Noun("provider credential", "provider credentials")),
            Map.entry("requests_for_more", new Noun("open request for more", "open requests for more")));

    private EndingWords() {}

    /** What this version has no word for is named as the control plane does. */
    static String of(Impact.Ending ending) {
        String plain = ending.what().replace('_', ' ');
        Noun noun = NOUNS.getOrDefault(ending.what(), new Noun(plain, plain));
        return ending.number() == 1 ? noun.one() : noun.many();
    }
}
