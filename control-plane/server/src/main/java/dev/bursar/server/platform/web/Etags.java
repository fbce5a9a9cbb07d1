package dev.bursar.server.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Versions of resources as entity tags: {@code "7"}. */
public final class Etags {
    private Etags() {}

    /** 200 with the version as its tag. */
    public static <T> ResponseEntity<T> ok(T body, long version) {
        return ResponseEntity.ok().eTag(Long.toString(version)).body(body);
    }

    /** 201 with the version as its tag. */
    public static <T> ResponseEntity<T> created(T body, long version) {
        return ResponseEntity.status(201).eTag(Long.toString(version)).body(body);
    }

    /**
     * @param ifMatch the header; null or {@code *}: any version will do
     * @throws ProblemException 412 {@code version_mismatch} if the resource has changed meanwhile; 400 for no such tag
     */
    public static void require(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        String tag = ifMatch.strip();
        if (!tag.matches("\"\\d{1,18}\"")) {
            throw ProblemException.field("If-Match", "if_match_invalid", "If-Match is one entity tag such as \"7\".");
        }
        if (Long.parseLong(tag.substring(1, tag.length() - 1)) != version) {
            throw new ProblemException(
                    412,
                    "version_mismatch",
                    "It has changed since you read it. Read it again, then repeat the change.");
        }
    }
}
