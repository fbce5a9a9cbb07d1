package dev.bursar.adminapi.me;

import dev.bursar.adminapi.common.AdminApi;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange(AdminApi.V1 + "/me")
public interface MeApi {
    /** The caller, and each organization that they belong to with their roles there; a service account has one. */
    @GetExchange
    Me me();
}
