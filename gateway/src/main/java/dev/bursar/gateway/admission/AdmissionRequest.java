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
 * @param stream the answer is streamed: it can be cut
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
        boolean stream,
        Executor loop) {
    /** The same for another model, with a limit that this model has. */
    AdmissionRequest with(String otherModel, long otherMaxTokens) {
        return new AdmissionRequest(
                key, otherModel, inputBytes, images, inputUnbounded, otherMaxTokens, choices, stream, loop);
    }
}
