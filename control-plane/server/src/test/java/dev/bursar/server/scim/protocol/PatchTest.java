package dev.bursar.server.scim.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PatchTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENTERPRISE = "'" + ResourceTypes.ENTERPRISE_SCHEMA + "'";

    private final ObjectNode user = object("""
            {'id':'1','userName':'ada','displayName':'Ada','active':true,'name':{'givenName':'Ada','familyName':'L'},
             'emails':[{'value':'ada@work.test','type':'work','primary':true},{'value':'ada@home.test','type':'home'}],
             'groups':[{'value':'g1'}]}""");
    private final ObjectNode group = object(
            "{'id':'9','displayName':'Tours','members':[{'value':'a','type':'User'},{'value':'b','type':'User'}]}");

    @Test
    void replacesAnAttribute() {
        assertThat(user("{'op':'replace','path':'displayName','value':'Countess'}")
                        .path("displayName"))
                .isEqualTo(JSON.valueToTree("Countess"));
    }

    @Test
    void setsWhatWasNotThere() {
        assertThat(user("{'op':'add','path':'title','value':'Countess'}")).isEqualTo(with(user, "title", "'Countess'"));
        assertThat(user("{'op':'replace','path':'title','value':'Countess'}"))
                .isEqualTo(with(user, "title", "'Countess'"));
    }

    @Test
    void setsSubAttributesAndLeavesTheirNeighbours() {
        assertThat(user("{'op':'replace','path':'name.familyName','value':'Byron'}")
                        .path("name"))
                .isEqualTo(object("{'givenName':'Ada','familyName':'Byron'}"));
        assertThat(user("{'op':'replace','path':'name','value':{'familyName':'Byron'}}")
                        .path("name"))
                .isEqualTo(object("{'givenName':'Ada','familyName':'Byron'}"));
        assertThat(user("{'op':'add','value':{'name':{'middleName':'K'}}}").path("name"))
                .isEqualTo(object("{'givenName':'Ada','familyName':'L','middleName':'K'}"));
    }

    @Test
    void addsValuesOnceAndReplacesListsWhole() {
        JsonNode added = user("{'op':'add','path':'emails','value':[{'value':'x@y.test','type':'other'},"
                + "{'value':'ada@home.test','type':'home'}]}");
        assertThat(added.path("emails")).hasSize(3);
        JsonNode replaced = user("{'op':'replace','path':'emails','value':[{'value':'x@y.test'}]}");
        assertThat(replaced.path("emails")).isEqualTo(array("[{'value':'x@y.test'}]"));
    }

    @Test
    void changesTheValuesThatAPathSelects() {
        assertThat(user("{'op':'replace','path':'emails[type eq \"work\"].value','value':'new@work.test'}")
                        .at("/emails/0/value")
                        .asString())
                .isEqualTo("new@work.test");
        assertThat(user("{'op':'remove','path':'emails[type eq \"home\"]'}").path("emails"))
                .hasSize(1);
        assertThat(user("{'op':'remove','path':'emails[type eq \"work\"].primary'}")
                        .at("/emails/0/primary")
                        .isMissingNode())
                .isTrue();
        assertThat(user("{'op':'replace','path':'emails[type eq \"work\"]','value':{'value':'z@z.test'}}")
                        .at("/emails/0"))
                .isEqualTo(object("{'value':'z@z.test'}"));
    }

    @Test
    void makesTheValueThatAnAddSelectsInVain() {
        assertThat(user("{'op':'Add','path':'phoneNumbers[type eq \"mobile\"].value','value':'+1'}")
                        .path("phoneNumbers"))
                .isEqualTo(array("[{'type':'mobile','value':'+1'}]"));
    }

    @Test
    void hasOnePrimaryValue() {
        JsonNode emails = user("{'op':'add','path':'emails','value':[{'value':'x@y.test','primary':true}]}")
                .path("emails");
        assertThat(emails.at("/0/primary").booleanValue()).isFalse();
        assertThat(emails.at("/2/primary").booleanValue()).isTrue();
    }

    @Test
    void understandsWhatEntraSends() {
        JsonNode changed = user("{'op':'Replace','value':{'active':'False','name.givenName':'Augusta',"
                + "'emails[type eq \"work\"].value':'augusta@work.test',"
                + ENTERPRISE + ":{'department':'Engines'},"
                + "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter':'7'}}");
        assertThat(changed.path("active").booleanValue()).isFalse();
        assertThat(changed.at("/name/givenName").asString()).isEqualTo("Augusta");
        assertThat(changed.at("/emails/0/value").asString()).isEqualTo("augusta@work.test");
        assertThat(changed.path(ResourceTypes.ENTERPRISE_SCHEMA))
                .isEqualTo(object("{'department':'Engines','costCenter':'7'}"));
        JsonNode managed = user("{'op':'Add','path':" + ENTERPRISE.replaceFirst("'$", ":manager'") + ",'value':'m1'}");
        assertThat(managed.path(ResourceTypes.ENTERPRISE_SCHEMA)).isEqualTo(object("{'manager':{'value':'m1'}}"));
    }

    @Test
    void takesAnExtensionAwayAsAWhole() {
        JsonNode with = user("{'op':'add','path':" + ENTERPRISE + ",'value':{'department':'Engines'}}");
        assertThat(with.has(ResourceTypes.ENTERPRISE_SCHEMA)).isTrue();
        JsonNode without = patch(ResourceTypes.USER, (ObjectNode) with, "{'op':'remove','path':" + ENTERPRISE + "}");
        assertThat(without).isEqualTo(user);
    }

    @Test
    void addsAndRemovesMembers() {
        assertThat(group("{'op':'add','path':'members','value':[{'value':'c'},{'value':'a'}]}")
                        .path("members"))
                .hasSize(3);
        assertThat(group("{'op':'remove','path':'members[value eq \"a\"]'}").path("members"))
                .isEqualTo(array("[{'value':'b','type':'User'}]"));
        assertThat(group("{'op':'Remove','path':'members','value':[{'value':'b'}]}")
                        .path("members"))
                .isEqualTo(array("[{'value':'a','type':'User'}]"));
        assertThat(group("{'op':'remove','path':'members'}").has("members")).isFalse();
        assertThat(group("{'op':'remove','path':'members[value eq \"z\"]'}")).isEqualTo(group);
    }

    @Test
    void passesOverWhatOnlyTheServerSetsWhereNoPathNamesIt() {
        assertThat(group("{'op':'replace','value':{'id':'other','displayName':'Guides'}}"))
                .isEqualTo(with(group, "displayName", "'Guides'"));
    }

    @Test
    void appliesOperationsInOrder() {
        assertThat(user("{'op':'add','path':'title','value':'A'},{'op':'replace','path':'title','value':'B'},"
                        + "{'op':'remove','path':'nickName'}"))
                .isEqualTo(with(user, "title", "'B'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'op':'replace','path':'id','value':'2'}                                   | mutability
            {'op':'add','path':'groups','value':[{'value':'g'}]}                       | mutability
            {'op':'remove','path':'userName'}                                          | mutability
            {'op':'replace','path':'userName','value':null}                            | mutability
            {'op':'remove'}                                                            | noTarget
            {'op':'replace','path':'emails[type eq "other"].value','value':'x'}        | noTarget
            {'op':'add','path':'emails[type ne "work" and type ne "home"]','value':{}} | noTarget
            {'op':'replace','path':'shoeSize','value':'9'}                             | invalidPath
            {'op':'replace','path':'emails[','value':'9'}                              | invalidPath
            {'op':'replace','path':'emails[type eq "work"].size','value':'9'}          | invalidPath
            {'op':'replace','path':'name[givenName eq "Ada"]','value':'9'}             | invalidPath
            {'op':'replace','path':7,'value':'9'}                                      | invalidPath
            {'op':'replace','path':'active','value':'perhaps'}                         | invalidValue
            {'op':'replace','path':'title','value':{'a':1}}                            | invalidValue
            {'op':'replace','path':'name','value':[1]}                                 | invalidValue
            {'op':'replace','value':'x'}                                               | invalidValue
            {'op':'replace','path':'title'}                                            | invalidValue
            {'op':'move','path':'title','value':'9'}                                   | invalidSyntax
            {'path':'title','value':'9'}                                               | invalidSyntax
            7                                                                          | invalidSyntax
            """)
    void saysWhatIsWrong(String operation, String type) {
        assertThatThrownBy(() -> user(operation))
                .isInstanceOfSatisfying(
                        ScimException.class,
                        e -> assertThat(e.type().map(ScimType::text)).contains(type));
    }

    @Test
    void refusesARequestThatIsNone() {
        for (String body : new String[] {
            "{}", "[]", "{'Operations':[]}", "{'schemas':['" + Patch.SCHEMA + "']}", "{'schemas':'x','Operations':[]}"
        }) {
            assertThatThrownBy(() -> Patch.parse(ResourceTypes.USER, JSON.readTree(body.transform(PatchTest::quoted))))
                    .isInstanceOf(ScimException.class);
        }
    }

    @Test
    void leavesTheResourceAsItWas() {
        ObjectNode before = user.deepCopy();
        user("{'op':'remove','path':'emails'},{'op':'replace','path':'name','value':{'givenName':'X'}}");
        assertThat(user).isEqualTo(before);
    }

    @Test
    void survivesAnythingThatIsMadeUp() {
        String[] ops = {"add", "Replace", "remove", "x"};
        String[] paths = {
            "title",
            "name",
            "name.givenName",
            "emails",
            "emails.value",
            "emails[type eq \"work\"]",
            "emails[value pr].type",
            "emails[not (type eq \"work\")]",
            "active",
            "groups",
            "members",
            "",
            "urn:",
            ResourceTypes.ENTERPRISE_SCHEMA,
            ResourceTypes.ENTERPRISE_SCHEMA + ":manager",
            ResourceTypes.ENTERPRISE_SCHEMA + ":manager.value",
            "meta.created"
        };
        String[] values = {
            "null",
            "1",
            "true",
            "'x'",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[{}]",
            "{'value':'x'}",
            "[{'value':'x','primary':true}]",
            "{'emails':[{'value':1}]}",
            "{'name':'x'}",
            "{'active':'TRUE'}",
            "{'primary':true}",
            "['x',{'type':'work'}]"
        };
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            String operation = "{'op':'" + ops[random.nextInt(ops.length)] + "','path':'"
                    + paths[random.nextInt(paths.length)] + "','value':" + values[random.nextInt(values.length)] + "}";
            try {
                JsonNode changed = user(operation);
                assertThat(changed.path("userName").asString())
                        .as("seed %d, %s", seed, operation)
                        .isEqualTo("ada");
            } catch (ScimException e) {
                assertThat(e.status()).as("seed %d, %s", seed, operation).isEqualTo(400);
            }
        }
    }

    private JsonNode user(String operations) {
        return patch(ResourceTypes.USER, user, operations);
    }

    private JsonNode group(String operations) {
        return patch(ResourceTypes.GROUP, group, operations);
    }

    private static JsonNode patch(ResourceType type, ObjectNode resource, String operations) {
        JsonNode body = JSON.readTree(("{'schemas':['" + Patch.SCHEMA + "'],'Operations':[" + operations + "]}")
                .transform(PatchTest::quoted));
        return Patch.parse(type, body).apply(resource);
    }

    private static ObjectNode with(ObjectNode object, String name, String value) {
        ObjectNode copy = object.deepCopy();
        copy.set(name, JSON.readTree(value.transform(PatchTest::quoted)));
        return copy;
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json.transform(PatchTest::quoted));
    }

    private static JsonNode array(String json) {
        return JSON.readTree(json.transform(PatchTest::quoted));
    }

    /** In these texts apostrophes stand for quotes, and quotes for quotes inside of text. */
    private static String quoted(String text) {
        return text.replace("\"", "\\\"").replace('\'', '"');
    }
}
