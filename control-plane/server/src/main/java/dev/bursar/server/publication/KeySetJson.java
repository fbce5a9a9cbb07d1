package dev.bursar.server.publication;

import dev.bursar.policy.workload.TokenAlgorithm;
import dev.bursar.policy.workload.VerificationKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** An issuer's keys as they stand in a row. */
@Component
public final class KeySetJson {
    private final JsonMapper json;

    KeySetJson(JsonMapper json) {
        this.json = json;
    }

    /** @param key base64 of a SubjectPublicKeyInfo */
    private record Stored(String id, String algorithm, String key) {}

    public List<VerificationKey> read(JSONB stored) {
        return Arrays.stream(json.readValue(stored.data(), Stored[].class))
                .map(key -> new VerificationKey(
                        key.id(),
                        TokenAlgorithm.of(key.algorithm()).orElseThrow(),
                        Base64.getDecoder().decode(key.key())))
                .toList();
    }

    public JSONB write(List<VerificationKey> keys) {
        return JSONB.valueOf(json.writeValueAsString(keys.stream()
                .map(key -> new Stored(
                        key.id(), key.algorithm().text(), Base64.getEncoder().encodeToString(key.encoded())))
                .toList()));
    }
}
