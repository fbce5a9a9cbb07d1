package dev.bursar.server.scim.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ProjectionTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String USER = """
            {'schemas':['s'],'id':'1','userName':'ada','name':{'givenName':'A','familyName':'L'},
             'emails':[{'value':'a','type':'work'},{'type':'home'}],
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'D','division':'V'}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            USERNAME                  | {'schemas':['s'],'id':'1','userName':'ada'}
            name.givenName, emails    | {'schemas':['s'],'id':'1','name':{'givenName':'A'},'emails':[{'value':'a','type':'work'},{'type':'home'}]}
            emails.value              | {'schemas':['s'],'id':'1','emails':[{'value':'a'},{}]}
            nothingOfThatName         | {'schemas':['s'],'id':'1'}
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division | {'schemas':['s'],'id':'1','urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'division':'V'}}
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User          | {'schemas':['s'],'id':'1','urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'D','division':'V'}}
            """)
    void leavesWhatIsAskedFor(String attributes, String left) {
        assertThat(Projection.of(ResourceTypes.USER, attributes, null).apply(object(USER)))
                .isEqualTo(object(left));
    }

    @Test
    void leavesOutWhatIsNotWanted() {
        ObjectNode left = Projection.of(
                        ResourceTypes.USER,
                        null,
                        "emails,name.familyName,id,userName," + ResourceTypes.ENTERPRISE_SCHEMA)
                .apply(object(USER));
        assertThat(left).isEqualTo(object("{'schemas':['s'],'id':'1','name':{'givenName':'A'}}"));
    }

    @Test
    void knowsWhatNeedNotBeRead() {
        assertThat(Projection.of(ResourceTypes.GROUP, null, "members").wants("members"))
                .isFalse();
        assertThat(Projection.of(ResourceTypes.GROUP, "displayName", null).wants("members"))
                .isFalse();
        assertThat(Projection.of(ResourceTypes.GROUP, "members.value", null).wants("members"))
                .isTrue();
        assertThat(Projection.of(ResourceTypes.GROUP, null, null).wants("members"))
                .isTrue();
    }

    @Test
    void refusesBothWaysAtOnce() {
        assertThatThrownBy(() -> Projection.of(ResourceTypes.USER, "name", "emails"))
                .isInstanceOf(ScimException.class);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    }
}
