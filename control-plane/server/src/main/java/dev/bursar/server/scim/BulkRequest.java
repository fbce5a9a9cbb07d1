package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.Resources;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Many operations at once (RFC 7644, 3.7).
 *
 * @param mostErrors after so many failed operations no further one is begun
 * @param makers by bulkId, the index of the operation that makes it
 */
record BulkRequest(List<BulkOperation> operations, int mostErrors, Map<String, Integer> makers) {
    /** One request's work: at some milliseconds each it ends well within what clients wait. */
    static final int MAX_OPERATIONS = 500;

    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    BulkRequest {
        operations = List.copyOf(operations);
        makers = Map.copyOf(makers);
    }

    /** @throws ScimException 400 for what is no bulk request, 413 for too many operations; nothing was done then */
    static BulkRequest read(JsonNode body) {
        Resources.requireSchema(body, SCHEMA);
        JsonNode list = body.path("Operations");
        if (!list.isArray() || list.isEmpty()) {
            throw ScimException.bad(ScimType.INVALID_SYNTAX, "Operations is a list of at least one operation.");
        }
        if (list.size() > MAX_OPERATIONS) {
            throw ScimException.of(413, "A bulk request has at most " + MAX_OPERATIONS + " operations.");
        }
        List<BulkOperation> operations = new ArrayList<>();
        Map<String, Integer> makers = new HashMap<>();
        for (JsonNode each : list) {
            BulkOperation operation = BulkOperation.of(each);
            if (operation.makes()
                    && operation.bulkId() != null
                    && makers.put(operation.bulkId(), operations.size()) != null) {
                throw ScimException.bad(ScimType.INVALID_VALUE, "Each bulkId stands for one resource.");
            }
            operations.add(operation);
        }
        return new BulkRequest(operations, mostErrors(body.path("failOnErrors")), makers);
    }

    private static int mostErrors(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Integer.MAX_VALUE;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw ScimException.bad(ScimType.INVALID_VALUE, "failOnErrors is a number from 1.");
        }
        return value.intValue();
    }
}
