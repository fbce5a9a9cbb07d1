package dev.bursar.server.sso;

import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.platform.web.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an administrator enters about a connection, brought into form. Empty is as good as nothing. */
final class Asked {
    static final String USUAL_SCOPES = "openid profile email";
    private static final int MOST_SCOPES = 20;

    private Asked() {}

    static String or(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text.strip();
    }

    /** Names of claims or attributes; what is not given stays. */
    static PersonAttributes attributes(
            PersonAttributes otherwise,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String groups) {
        return new PersonAttributes(
                attribute("emailAttribute", email, otherwise.email()),
                attribute("firstNameAttribute", firstName, otherwise.firstName()),
                attribute("lastNameAttribute", lastName, otherwise.lastName()),
                attribute("groupsAttribute", groups, otherwise.groups()));
    }

    private static String attribute(String field, @Nullable String given, String otherwise) {
        String name = or(given, otherwise);
        // The issuer keeps it in JSON.
        if (!name.matches("[^\\p{Cntrl}\"]+")) {
            throw ProblemException.field(
                    field, "attribute_name_invalid", "A name has no quotation mark and no line break.");
        }
        return name;
    }

    /** RFC 6749, 3.3; {@code openid} is always among them, in front. */
    static String scopes(@Nullable String given, String otherwise) {
        Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
        scopes.addAll(List.of(or(given, otherwise).split("\\s+")));
        if (scopes.size() > MOST_SCOPES
                || !scopes.stream().allMatch(s -> s.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]+"))) {
            throw ProblemException.field(
                    "scopes",
                    "scopes_invalid",
                    "At most " + MOST_SCOPES + " words with spaces between, such as " + USUAL_SCOPES + ".");
        }
        return String.join(" ", scopes);
    }
}
