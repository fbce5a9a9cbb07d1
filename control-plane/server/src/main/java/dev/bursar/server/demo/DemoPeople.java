package dev.bursar.server.demo;

import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two organizations and who is in them. Their ids follow from their names, so that a second start finds them. */
final class DemoPeople {
    static final House ACME = new House(
            "Acme University",
            "acme",
            "Europe/Berlin",
            "100.00",
            List.of(
                    new Person("admin@acme.test", "Amira Haddad", "Organization admin", Role.ORGANIZATION_ADMIN),
                    new Person("finance@acme.test", "Felix Osei", "Finance", Role.FINANCE),
                    new Person("teamadmin@acme.test", "Tara Lindqvist", "Team admin", Role.TEAM_ADMIN),
                    new Person(
                            "lead@acme.test",
                            "Lena Fischer",
                            "Team admin of Engineering",
                            Role.TEAM_ADMIN,
                            "Engineering"),
                    new Person("instructor@acme.test", "Ines Moreau", "Instructor", Role.INSTRUCTOR),
                    new Person("member@acme.test", "Milo Tanaka", "Member", Role.MEMBER),
                    new Person("auditor@acme.test", "Audra Nilsen", "Auditor", Role.AUDITOR),
                    new Person("operator@acme.test", "Omar Reyes", "Platform operator", Role.PLATFORM_OPERATOR)));
    static final House GLOBEX = new House(
            "Globex",
            "globex",
            "America/New_York",
            "20.00",
            List.of(new Person("admin@globex.test", "Greta Holm", "Admin of Globex", Role.ORGANIZATION_ADMIN)));

    private DemoPeople() {}

    /** @param budgetUsd hard, each month */
    record House(String name, String slug, String timeZone, String budgetUsd, List<Person> people) {
        /** @param start of the address */
        Person person(String start) {
            return people.stream()
                    .filter(person -> person.email().startsWith(start))
                    .findFirst()
                    .orElseThrow();
        }

        UUID id() {
            return derived("organization " + slug);
        }
    }

    /** @param unit over which the role is held; null: over the whole organization */
    record Person(
            String email,
            String name,
            String title,
            Role role,
            @Nullable String unit) {
        Person(String email, String name, String title, Role role) {
            this(email, name, title, role, null);
        }

        UUID memberId() {
            return derived("member " + email);
        }

        Identity identity(String issuer) {
            return new Identity(issuer, derived("account " + email).toString(), email, name);
        }
    }

    private static UUID derived(String what) {
        return UUID.nameUUIDFromBytes(("bursar demo " + what).getBytes(StandardCharsets.UTF_8));
    }
}
