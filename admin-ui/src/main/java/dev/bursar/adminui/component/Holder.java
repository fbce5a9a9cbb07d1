package dev.bursar.adminui.component;

import dev.bursar.adminapi.access.Group;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.machine.ServiceAccount;
import java.util.UUID;

/** Who holds roles. @param kind as the Admin API names it: {@code member}, {@code group} or {@code service_account} */
public record Holder(String kind, UUID id, String name) {
    public static Holder of(Member person) {
        return new Holder("member", person.id(), person.name());
    }

    public static Holder of(Group group) {
        return new Holder("group", group.id(), group.name());
    }

    public static Holder of(ServiceAccount account) {
        return new Holder("service_account", account.id(), account.name());
    }

    public static Holder of(RoleGrant grant) {
        return new Holder(grant.holder(), grant.holderId(), grant.holderName());
    }

    /** Of its page. */
    String path(String slug) {
        return switch (kind) {
            case "group" -> Paths.group(slug, id);
            case "service_account" -> Paths.serviceAccount(slug, id);
            default -> Paths.person(slug, id);
        };
    }

    /** For where several kinds stand side by side. */
    String label() {
        return switch (kind) {
            case "group" -> "Group " + name;
            case "service_account" -> "Service account " + name;
            default -> name;
        };
    }
}
