package dev.bursar.server.scim;

import static dev.bursar.server.scim.ScimClient.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Entra ID and Okta send, in their order and with their peculiarities, from their own documentation. */
@WithDemoServer
class ScimProvidersTest {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final ScimClient scim;

    ScimProvidersTest(DemoServer server) {
        this.scim = ScimClient.acme(server);
    }

    @Test
    void servesEntraId() {
        JsonNode none = scim.find("Users", "userName eq \"non-existent user\"");
        assertThat(none.path("totalResults").asInt()).isZero();
        assertThat(none.path("Resources").isArray()).isTrue();

        Answer created =
                scim.post("/Users", "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User','" + ENTERPRISE + """
                '],'externalId':'0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef','userName':'Test_User_ab6490ee@testuser.com','active':true,
                'emails':[{'primary':true,'type':'work','value':'Test_User_fd0ea19b@testuser.com'}],
                'meta':{'resourceType':'User'},'name':{'formatted':'givenName familyName','familyName':'familyName','givenName':'givenName'},
                'roles':[]}""");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().path("id").asString();
        assertThat(scim.find("Users", "externalId eq \"0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef\"")
                        .at("/Resources/0/id")
                        .asString())
                .isEqualTo(id);

        Answer changed = scim.patch(
                "/Users/" + id,
                "{'op':'Replace','path':'emails[type eq \"work\"].value','value':'updatedEmail@microsoft.com'},"
                        + "{'op':'Replace','path':'name.familyName','value':'updatedFamilyName'},"
                        + "{'op':'Add','path':'" + ENTERPRISE + ":department','value':'Engines'},"
                        + "{'op':'Add','path':'" + ENTERPRISE + ":manager','value':'" + id + "'}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().at("/emails/0/value").asString()).isEqualTo("updatedEmail@microsoft.com");
        assertThat(changed.json().path(ENTERPRISE).path("department").asString())
                .isEqualTo("Engines");

        Answer group = scim.post(
                "/Groups",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group','http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],"
                        + "'externalId':'8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159','displayName':'entra group','meta':{'resourceType':'Group'}}");
        String groupId = group.json().path("id").asString();
        assertThat(scim.get("/Groups/" + groupId + "?excludedAttributes=members")
                        .json()
                        .path("displayName")
                        .asString())
                .isEqualTo("entra group");
        assertThat(scim.patch("/Groups/" + groupId, "{'op':'Add','path':'members','value':[{'value':'" + id + "'}]}")
                        .status())
                .isEqualTo(204);
        assertThat(scim.find("Groups", "id eq \"" + groupId + "\" and members eq \"" + id + "\"")
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
        assertThat(scim.patch("/Groups/" + groupId, "{'op':'Remove','path':'members','value':[{'value':'" + id + "'}]}")
                        .status())
                .isEqualTo(204);
        assertThat(scim.delete("/Groups/" + groupId).status()).isEqualTo(204);

        Answer disabled = scim.patch("/Users/" + id, "{'op':'Replace','path':'active','value':'False'}");
        assertThat(disabled.json().path("active").booleanValue()).isFalse();
        assertThat(scim.delete("/Users/" + id).status()).isEqualTo(204);
    }

    @Test
    void servesOkta() {
        assertThat(scim.get("/Users?startIndex=1&count=2")
                        .json()
                        .path("itemsPerPage")
                        .asInt())
                .isEqualTo(2);
        assertThat(scim.find("Users", "userName eq \"test.user@okta.local\"")
                        .path("totalResults")
                        .asInt())
                .isZero();
        Answer created = scim.post(
                "/Users",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'test.user@okta.local',"
                        + "'name':{'givenName':'Test','familyName':'User'},'emails':[{'primary':true,'value':'test.user@okta.local','type':'work'}],"
                        + "'displayName':'Test User','locale':'en-US','externalId':'00ujl29u0le5T6Aj10h7','groups':[],'password':'1mz050nq','active':true}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().path("id").asString();
        assertThat(created.body()).doesNotContain("1mz050nq");

        Answer again = scim.post(
                "/Users",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'test.user@okta.local'}");
        ScimClient.refused(again, 409, "uniqueness");

        Answer put = scim.put(
                "/Users/" + id,
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'id':'" + id
                        + "','userName':'test.user@okta.local','name':{'givenName':'Another','middleName':'Excited','familyName':'User'},"
                        + "'emails':[{'primary':true,'value':'test.user@okta.local','type':'work','display':'test.user@okta.local'}],"
                        + "'active':true,'groups':[],'meta':{'resourceType':'User'}}");
        assertThat(put.json().at("/name/givenName").asString()).isEqualTo("Another");
        assertThat(put.json().has("displayName")).isFalse();

        Answer group = scim.post("/Groups", "{" + GROUP + ",'displayName':'Okta Group','members':[]}");
        String groupPath = "/Groups/" + group.json().path("id").asString();
        scim.patch(
                groupPath,
                "{'op':'add','path':'members','value':[{'value':'" + id + "','display':'test.user@okta.local'}]}");
        scim.patch(
                groupPath,
                "{'op':'replace','value':{'id':'" + group.json().path("id").asString() + "','displayName':'Renamed'}}");
        assertThat(scim.get(groupPath).json().path("displayName").asString()).isEqualTo("Renamed");
        assertThat(scim.get(groupPath).json().path("members")).hasSize(1);
        scim.patch(groupPath, "{'op':'remove','path':'members[value eq \"" + id + "\"]'}");
        assertThat(scim.get(groupPath).json().has("members")).isFalse();

        Answer off = scim.patch("/Users/" + id, "{'op':'replace','value':{'active':false}}");
        assertThat(off.json().path("active").booleanValue()).isFalse();
        Answer on = scim.patch("/Users/" + id, "{'op':'replace','value':{'active':true}}");
        assertThat(on.json().path("active").booleanValue()).isTrue();
    }
}
