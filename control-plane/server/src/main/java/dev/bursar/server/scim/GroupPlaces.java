package dev.bursar.server.scim;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;

import dev.bursar.server.scim.protocol.AttributeRef;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Where a group's attributes stand. */
final class GroupPlaces implements Places {
    private static final Field<JSONB> EACH = DSL.field(DSL.name("each", "value"), JSONB.class);

    @Override
    public Optional<Place> of(AttributeRef ref) {
        return switch (ref.text()) {
            case "id" -> Optional.of(new Place.Text(MEMBER_GROUP.GROUP_ID.cast(String.class)));
            case "externalId" -> Optional.of(new Place.Text(MEMBER_GROUP.EXTERNAL_ID));
            case "displayName" -> Optional.of(new Place.Text(MEMBER_GROUP.NAME, MEMBER_GROUP.NAME_FOLDED));
            case "meta.created" -> Optional.of(new Place.Moment(MEMBER_GROUP.CREATED_AT));
            case "meta.lastModified" -> Optional.of(new Place.Moment(MEMBER_GROUP.CHANGED_AT));
            case "members" -> Optional.of(new Place.Many(members(), EACH));
            default -> Optional.empty();
        };
    }

    private static Table<?> members() {
        return DSL.select(DSL.field(
                                "jsonb_build_object('value', {0}, 'display', {1}, 'type', 'User')",
                                JSONB.class, MEMBER.MEMBER_ID, MEMBER.DISPLAY_NAME)
                        .as("value"))
                .from(GROUP_MEMBER)
                .join(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(GROUP_MEMBER.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.eq(GROUP_MEMBER.MEMBER_ID))
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(MEMBER_GROUP.ORGANIZATION_ID))
                .and(GROUP_MEMBER.GROUP_ID.eq(MEMBER_GROUP.GROUP_ID))
                .asTable("each");
    }
}
