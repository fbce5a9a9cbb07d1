package dev.bursar.adminapi.organization;

import dev.bursar.adminapi.common.Money;
import java.util.List;

/**
 * What archiving or deleting a unit or an organization touches; nothing is done yet.
 *
 * @param keys that work now, and are refused then
 * @param budgets active ones of it and of what is in it
 * @param units active ones in it
 * @param members who belong to the organization; 0 for a unit
 * @param roleGrants roles held over it or over what is in it
 * @param spent by its keys, ever
 * @param held what gateways hold of its budgets or is in doubt, the same money once
 * @param archivable whether it can be archived now
 * @param deletable whether it can be deleted now
 * @param obstacles why not, a sentence each; empty: both can be done
 * @param ends what is destroyed with an organization when it is deleted, beside keys, members and roles
 * @param kept what stays when it is deleted, a sentence each
 */
public record Impact(
        long keys,
        long budgets,
        long units,
        long members,
        long roleGrants,
        Money spent,
        Money held,
        boolean archivable,
        boolean deletable,
        List<String> obstacles,
        List<Ending> ends,
        List<String> kept) {
    public Impact {
        obstacles = List.copyOf(obstacles);
        ends = List.copyOf(ends);
        kept = List.copyOf(kept);
    }

    /**
     * Something that is destroyed.
     *
     * @param what {@code sso_connections}, {@code mail_domains}, {@code scim_tokens}, {@code service_accounts},
     *     {@code management_keys}, {@code workload_trusts}, {@code alert_channels}, {@code alert_rules},
     *     {@code invitations}, {@code groups}, {@code custom_roles}, {@code sessions}, {@code provider_credentials} or
     *     {@code requests_for_more}; others may come
     * @param number at least 1
     */
    public record Ending(String what, long number) {}
}
