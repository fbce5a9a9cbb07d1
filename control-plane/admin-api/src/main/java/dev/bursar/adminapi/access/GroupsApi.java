package dev.bursar.adminapi.access;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Groups come from SCIM and from identity providers; here roles are granted to them. */
@HttpExchange(AdminApi.ORGANIZATION + "/groups")
public interface GroupsApi {
    /** By name. @param search part of the name */
    @GetExchange
    Page<Group> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/{groupId}")
    Group get(@PathVariable UUID organizationId, @PathVariable UUID groupId);
}
