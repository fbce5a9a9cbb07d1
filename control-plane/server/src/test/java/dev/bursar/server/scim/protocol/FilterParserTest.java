package dev.bursar.server.scim.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FilterParserTest {
    private static final JsonNode BARBARA = new JsonMapper().readTree("""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"2819c223","userName":"bjensen",
             "externalId":"X-1","active":true,"title":"Tour Guide","userType":"Employee",
             "name":{"familyName":"O'Malley","givenName":"Barbara"},
             "emails":[{"value":"bjensen@example.com","type":"work","primary":true},
                       {"value":"babs@jensen.org","type":"home"}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Tours"},
             "meta":{"resourceType":"User","created":"2011-05-13T04:42:34Z","lastModified":"2011-05-13T04:42:34Z"}}
            """);

    /** Those of RFC 7644, 3.4.2.2, as far as they speak of what is served here, and a few of our own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"bjensen\"",
                "userName Eq \"BJENSEN\"",
                "name.familyName co \"O'Malley\"",
                "userName sw \"B\"",
                "userName ew \"sen\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"b\"",
                "title pr",
                "meta.lastModified gt \"2011-05-13T04:42:33Z\"",
                "meta.lastModified ge \"2011-05-13T04:42:34Z\"",
                "meta.lastModified lt \"2011-05-13T06:42:35+02:00\"",
                "meta.lastModified le \"2011-05-13T04:42:34Z\"",
                "title pr and userType eq \"Employee\"",
                "title pr or userType eq \"Intern\"",
                "userType eq \"Employee\" and (emails co \"example.com\" or emails.value co \"example.org\")",
                "userType ne \"Intern\" and not (emails co \"example.net\" or emails.value co \"example.net\")",
                "userType eq \"Employee\" and (emails.type eq \"work\")",
                "userType eq \"Employee\" and emails[type eq \"work\" and value co \"@example.com\"]",
                "emails[type eq \"work\" and value co \"@example.com\"] or phoneNumbers[type eq \"fax\"]",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"tours\"",
                "active eq true",
                "active eq \"True\"",
                "active ne false",
                "externalId eq \"X-1\"",
                "nickName eq null",
                "userName ne null",
                "not(title pr)or(userName pr)",
                "  userName   eq   \"b\\u006Aensen\" ",
                "nickName ne \"Babs\"",
                "userName eq \"x\" and title pr or active eq true"
            })
    void findsWhoFits(String filter) {
        assertThat(Matching.test(FilterParser.parse(ResourceTypes.USER, filter), BARBARA))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"babs\"",
                "externalId eq \"x-1\"",
                "nickName pr",
                "phoneNumbers pr",
                "not (title pr)",
                "active eq false",
                "emails[type eq \"home\" and value co \"example.com\"]",
                "nickName eq \"\"",
                "userName eq null",
                "meta.created gt \"2011-05-13T04:42:34Z\"",
                "userName eq \"x\" and (title pr or active eq true)"
            })
    void leavesOutWhoDoesNot(String filter) {
        assertThat(Matching.test(FilterParser.parse(ResourceTypes.USER, filter), BARBARA))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "userName",
                "userName eq",
                "userName eq bjensen",
                "userName eq 'bjensen'",
                "userName eq \"bjensen",
                "userName eq \"\\u00g0\"",
                "userName eq \"\\u0000\"",
                "userName eq \"\\ud800\"",
                "userName eq \"\\x\"",
                "userName eq 1",
                "userName gt null",
                "userName is \"x\"",
                "passwort eq \"x\"",
                "name.nothing eq \"x\"",
                "name eq \"x\"",
                "emails.value.more eq \"x\"",
                "active gt true",
                "active eq 1",
                "meta.created eq \"yesterday\"",
                "meta.created co \"2011-05-13T04:42:34Z\"",
                "meta.created gt \"+999999999-01-01T00:00:00Z\"",
                "(userName pr",
                "userName pr)",
                "userName pr userName pr",
                "not userName pr",
                "and",
                "userName pr and",
                "emails[type eq \"work\"",
                "emails[userName pr]",
                "emails[type[value pr]]",
                "userName[value pr]",
                "emails[]",
                "urn:ietf:params:scim:schemas:core:2.0:Group:displayName pr",
                "userName eq \"x\"; DROP TABLE member"
            })
    void refusesWhatIsNoFilter(String filter) {
        assertThatThrownBy(() -> FilterParser.parse(ResourceTypes.USER, filter))
                .isInstanceOfSatisfying(ScimException.class, e -> {
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.type()).contains(ScimType.INVALID_FILTER);
                });
    }

    @Test
    void boundsLengthDepthAndComparisons() {
        for (String filter : new String[] {
            "userName eq \"" + "x".repeat(FilterParser.MAX_LENGTH) + "\"",
            "(".repeat(1000) + "userName pr" + ")".repeat(1000),
            "not(".repeat(500) + "userName pr" + ")".repeat(500),
            "userName pr" + " and title pr".repeat(FilterParser.MAX_COMPARISONS)
        }) {
            assertThatThrownBy(() -> FilterParser.parse(ResourceTypes.USER, filter))
                    .isInstanceOf(ScimException.class);
        }
    }

    @Test
    void survivesAnythingThatIsMadeUp() {
        String[] parts = {
            "userName",
            "emails",
            "[",
            "]",
            "(",
            ")",
            "eq",
            "co",
            "pr",
            "and",
            "or",
            "not",
            "\"x\"",
            "\"",
            "\\",
            ".",
            "type",
            "value",
            "null",
            "true",
            "active",
            " ",
            "meta.created",
            "urn:ietf:params:scim:schemas:core:2.0:User",
            ":",
            "\u0000"
        };
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                Matching.test(FilterParser.parse(ResourceTypes.USER, text.toString()), BARBARA);
                read++;
            } catch (ScimException e) {
                assertThat(e.type()).as("seed %d, %s", seed, text).contains(ScimType.INVALID_FILTER);
            }
        }
        assertThat(read).as("filters that were read, seed %d", seed).isPositive();
    }
}
