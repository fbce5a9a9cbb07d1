package dev.bursar.adminapi.fleet;

import dev.bursar.adminapi.common.AdminApi;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange(AdminApi.ORGANIZATION + "/gateways")
public interface GatewaysApi {
    /** The fleet that serves this organization; the nodes are the platform's, shared by all. */
    @GetExchange
    Fleet fleet(@PathVariable UUID organizationId);
}
