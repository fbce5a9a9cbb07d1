package dev.bursar.server.scim.protocol;

import static dev.bursar.server.scim.protocol.Attribute.complex;
import static dev.bursar.server.scim.protocol.Attribute.list;
import static dev.bursar.server.scim.protocol.Attribute.of;
import static dev.bursar.server.scim.protocol.Attribute.text;

import dev.bursar.server.scim.protocol.Attribute.Type;
import java.util.List;

/** The users and groups that are served here: RFC 7643, 4, without what has no meaning here (passwords, certificates, …). */
public final class ResourceTypes {
    public static final String USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
    public static final String GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public static final String ENTERPRISE_SCHEMA = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final Schema ENTERPRISE = new Schema(
            ENTERPRISE_SCHEMA,
            "EnterpriseUser",
            "Where a person stands in the organization",
            List.of(
                    text("employeeNumber"),
                    text("costCenter"),
                    text("organization"),
                    text("division"),
                    text("department"),
                    complex("manager", List.of(text("value").exact(), reference("$ref"), text("displayName")))));

    public static final ResourceType USER = new ResourceType(
            "User",
            "/Users",
            new Schema(
                    USER_SCHEMA,
                    "User",
                    "A person",
                    List.of(
                            text("userName").needed(),
                            complex(
                                    "name",
                                    List.of(
                                            text("formatted"),
                                            text("familyName"),
                                            text("givenName"),
                                            text("middleName"),
                                            text("honorificPrefix"),
                                            text("honorificSuffix"))),
                            text("displayName"),
                            text("nickName"),
                            reference("profileUrl"),
                            text("title"),
                            text("userType"),
                            text("preferredLanguage"),
                            text("locale"),
                            text("timezone"),
                            of("active", Type.BOOLEAN),
                            valued("emails"),
                            valued("phoneNumbers"),
                            list(
                                    "addresses",
                                    List.of(
                                            text("formatted"),
                                            text("streetAddress"),
                                            text("locality"),
                                            text("region"),
                                            text("postalCode"),
                                            text("country"),
                                            text("type"),
                                            of("primary", Type.BOOLEAN))),
                            list("groups", linked("direct")).readOnly())),
            List.of(ENTERPRISE));

    public static final ResourceType GROUP = new ResourceType(
            "Group",
            "/Groups",
            new Schema(
                    GROUP_SCHEMA,
                    "Group",
                    "A group of people",
                    List.of(text("displayName").needed(), list("members", linked("User")))),
            List.of());

    private ResourceTypes() {}

    private static Attribute reference(String name) {
        return of(name, Type.REFERENCE);
    }

    private static Attribute valued(String name) {
        return list(name, List.of(text("value"), text("display"), text("type"), of("primary", Type.BOOLEAN)));
    }

    private static List<Attribute> linked(String type) {
        return List.of(
                text("value").exact().immutable(),
                reference("$ref").immutable(),
                text("display").readOnly(),
                text("type").immutable().among(type));
    }
}
