package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.KeyGrant;
import java.util.concurrent.Executor;

/**
 * What admission must know of a request.
 *
 * @param inputBytes its UTF-8 bytes: they bound its byte-pair tokens
 * @param images each counts as many tokens as the dearest known image
 * @param inputUnbounded it refers to content elsewhere, of any size
 * @param maxTokens what the caller set; -1: nothing
 * @param choices n, 1 or more
 * @param loop where the decision is to be told
 */
public record AdmissionRequest(
        KeyGrant key,
        String model,
        long inputBytes,
        int images,
        boolean inputUnbounded,
        long maxTokens,
        int choices,
        Executor loop) {}
