package dev.bursar.gateway.keyring;

import dev.bursar.gateway.json.JsonCursor;
import dev.bursar.gateway.json.JsonException;
import dev.bursar.policy.workload.CompactToken;
import dev.bursar.policy.workload.TokenClaims;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token says. Strict: what two readers could take in two ways, such as a member that comes twice, is no token. */
final class TokenReader {
    private final JsonCursor json = new JsonCursor();
    private String algorithm = "";
    private String keyId = "";
    private boolean critical;
    private String issuer = "";
    private String subject = "";
    private final List<String> audience = new ArrayList<>();
    private @Nullable Long expires;
    private long notBefore;

    private TokenReader() {}

    /** Empty if it is not readable. */
    static Optional<TokenClaims> read(CompactToken token) {
        try {
            return new TokenReader().claims(token);
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private interface Member {
        void read(String name);
    }

    private Optional<TokenClaims> claims(CompactToken token) {
        object(token.header(), this::headerMember);
        object(token.claims(), this::claim);
        if (expires == null) {
            return Optional.empty();
        }
        return Optional.of(new TokenClaims(algorithm, keyId, critical, issuer, subject, audience, expires, notBefore));
    }

    private void object(byte[] bytes, Member member) {
        Set<String> seen = new HashSet<>();
        json.reset(bytes, 0, bytes.length).beginObject();
        for (boolean first = true; json.nextMember(first); first = false) {
            String name = json.name();
            if (!seen.add(name)) {
                throw new IllegalArgumentException("a member comes twice");
            }
            member.read(name);
        }
        json.end();
    }

    private void headerMember(String name) {
        switch (name) {
            case "alg" -> algorithm = json.string();
            case "kid" -> keyId = json.string();
            case "crit", "b64" -> {
                critical = true;
                json.skip();
            }
            default -> json.skip();
        }
    }

    private void claim(String name) {
        switch (name) {
            case "iss" -> issuer = json.string();
            case "sub" -> subject = json.string();
            case "aud" -> audience();
            case "exp" -> expires = json.integer();
            case "nbf" -> notBefore = json.integer();
            default -> json.skip();
        }
    }

    private void audience() {
        if (json.peek() == '"') {
            audience.add(json.string());
            return;
        }
        json.beginArray();
        for (boolean first = true; json.nextElement(first); first = false) {
            audience.add(json.string());
        }
    }
}
