package dev.bursar.server.catalog;

import dev.bursar.adminapi.catalog.Provider;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider as it is stored, without its credential. */
record ProviderRow(
        UUID id,
        String name,
        String slug,
        String kind,
        String baseUrl,
        String credentialHint,
        boolean hasCredential,
        boolean privateNetwork,
        String paidBy,
        int models,
        Instant createdAt,
        long version) {

    Provider toApi() {
        return new Provider(
                id,
                name,
                slug,
                kind,
                baseUrl,
                credentialHint,
                privateNetwork,
                paidBy,
                models,
                createdAt.atOffset(ZoneOffset.UTC),
                version);
    }

    boolean sandbox() {
        return kind.equals("sandbox");
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("slug", slug);
        facts.put("kind", kind);
        facts.put("baseUrl", baseUrl);
        facts.put("credential", hasCredential ? "…" + credentialHint : null);
        facts.put("privateNetwork", privateNetwork);
        facts.put("paidBy", paidBy);
        return facts;
    }
}
