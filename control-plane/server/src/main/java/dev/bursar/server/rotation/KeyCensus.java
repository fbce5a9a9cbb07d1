package dev.bursar.server.rotation;

import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.secret.KeyId;
import dev.bursar.server.platform.secret.SealedValues;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Counts what is sealed under which key. Goes into every organization, as row security lets nobody look into all. */
@Component
final class KeyCensus {
    private final Tenancy tenancy;
    private final JooqRotations rotations;
    private final List<SealedValues> places;

    KeyCensus(Tenancy tenancy, JooqRotations rotations, List<SealedValues> places) {
        this.tenancy = tenancy;
        this.rotations = rotations;
        this.places = ordered(places);
    }

    static List<SealedValues> ordered(List<SealedValues> places) {
        return places.stream().sorted(Comparator.comparing(SealedValues::what)).toList();
    }

    /** @param first under which the values are that don't say so. @return by key, how many of what; without zeros */
    Map<KeyId, Map<String, Long>> count(KeyId first) {
        Map<KeyId, Map<String, Long>> counts = new HashMap<>();
        Optional<UUID> organization = tenancy.platform(tx -> rotations.organizationAfter(tx, null));
        while (organization.isPresent()) {
            UUID id = organization.get();
            organization = tenancy.read(id, tx -> {
                count(tx, id, first, counts);
                return rotations.organizationAfter(tx, id);
            });
        }
        return counts;
    }

    private void count(DSLContext tx, UUID organizationId, KeyId first, Map<KeyId, Map<String, Long>> counts) {
        for (SealedValues place : places) {
            place.count(tx, organizationId)
                    .forEach((key, count) -> counts.computeIfAbsent(key.orElse(first), id -> new TreeMap<>())
                            .merge(place.what(), count, Long::sum));
        }
    }
}
