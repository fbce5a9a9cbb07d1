package dev.bursar.server.scim;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;

import dev.bursar.server.scim.protocol.Attribute;
import dev.bursar.server.scim.protocol.AttributeRef;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Where a user's attributes stand: columns of {@code member}, and the JSON beside them. */
final class UserPlaces implements Places {
    /** Members who did not come by SCIM have no user name of their own: their e-mail address stands in. */
    static final Field<String> USER_NAME = DSL.coalesce(MEMBER.USER_NAME, MEMBER.EMAIL);

    static final Field<Instant> CHANGED_AT = DSL.coalesce(MEMBER.CHANGED_AT, MEMBER.CREATED_AT);

    private static final Field<JSONB> EACH = DSL.field(DSL.name("each", "value"), JSONB.class);

    @Override
    public Optional<Place> of(AttributeRef ref) {
        if (ref.extension() != null) {
            return Optional.of(inExtension(ref.extension().id(), ref));
        }
        return switch (ref.text()) {
            case "id" -> Optional.of(new Place.Text(MEMBER.MEMBER_ID.cast(String.class)));
            case "userName" -> Optional.of(new Place.Text(USER_NAME, MEMBER.USER_NAME_FOLDED));
            case "externalId" -> Optional.of(new Place.Text(MEMBER.EXTERNAL_ID));
            case "displayName" -> Optional.of(new Place.Text(displayName()));
            case "active" -> Optional.of(new Place.Truth(DSL.trueCondition(), MEMBER.STATE.ne("suspended")));
            case "meta.created" -> Optional.of(new Place.Moment(MEMBER.CREATED_AT));
            case "meta.lastModified" -> Optional.of(new Place.Moment(CHANGED_AT));
            case "emails" -> Optional.of(list(emails()));
            case "groups" -> Optional.of(new Place.Many(groups(), EACH));
            default -> stored(ref);
        };
    }

    private static Optional<Place> stored(AttributeRef ref) {
        Attribute attribute = ref.attribute();
        if (attribute.name().equals("meta")) {
            return Optional.empty();
        }
        if (attribute.many()) {
            return Optional.of(list(Places.object(MEMBER.SCIM_ATTRIBUTES, attribute.name())));
        }
        return Optional.of(within(MEMBER.SCIM_ATTRIBUTES, ref));
    }

    private static Place inExtension(String urn, AttributeRef ref) {
        return within(Places.object(MEMBER.SCIM_ATTRIBUTES, urn), ref);
    }

    private static Place within(Field<JSONB> holder, AttributeRef ref) {
        Attribute part = ref.part();
        return part == null
                ? Places.member(holder, ref.attribute())
                : Places.member(Places.object(holder, ref.attribute().name()), part);
    }

    private static Place list(Field<JSONB> array) {
        return new Place.Many(
                DSL.table("jsonb_array_elements(coalesce({0}, '[]'::jsonb)) AS \"each\"(\"value\")", array), EACH);
    }

    /** As {@link UserJson} shows it: what SCIM said; of whoever came otherwise, what is known. */
    private static Field<String> displayName() {
        return DSL.field(
                "CASE WHEN {0} = 'scim' THEN {1} ->> 'displayName' ELSE {2} END",
                String.class, MEMBER.SOURCE, MEMBER.SCIM_ATTRIBUTES, MEMBER.DISPLAY_NAME);
    }

    private static Field<JSONB> emails() {
        return DSL.field(
                "CASE WHEN {0} = 'scim' THEN {1} -> 'emails' WHEN {2} <> '' THEN jsonb_build_array("
                        + "jsonb_build_object('value', {2}, 'type', 'work', 'primary', true)) END",
                JSONB.class, MEMBER.SOURCE, MEMBER.SCIM_ATTRIBUTES, MEMBER.EMAIL);
    }

    private static Table<?> groups() {
        return DSL.select(DSL.field(
                                "jsonb_build_object('value', {0}, 'display', {1}, 'type', 'direct')",
                                JSONB.class, MEMBER_GROUP.GROUP_ID, MEMBER_GROUP.NAME)
                        .as("value"))
                .from(GROUP_MEMBER)
                .join(MEMBER_GROUP)
                .on(
                        MEMBER_GROUP.ORGANIZATION_ID.eq(GROUP_MEMBER.ORGANIZATION_ID),
                        MEMBER_GROUP.GROUP_ID.eq(GROUP_MEMBER.GROUP_ID))
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(MEMBER.ORGANIZATION_ID))
                .and(GROUP_MEMBER.MEMBER_ID.eq(MEMBER.MEMBER_ID))
                .and(MEMBER_GROUP.SOURCE.eq("scim"))
                .asTable("each");
    }
}
