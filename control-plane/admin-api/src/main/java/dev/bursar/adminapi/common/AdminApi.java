package dev.bursar.adminapi.common;

/** Constants of the Admin API. */
public final class AdminApi {
    /** Base path of every operation. */
    public static final String V1 = "/admin/v1";

    public static final String ORGANIZATION = V1 + "/organizations/{organizationId}";
    /** Required length 1 to 200 where present; a retried POST with the same key and body gets the first answer. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    public static final String IF_MATCH = "If-Match";

    private AdminApi() {}
}
