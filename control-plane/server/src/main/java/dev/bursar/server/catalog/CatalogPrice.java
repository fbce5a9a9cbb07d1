package dev.bursar.server.catalog;

import dev.bursar.policy.money.Nanos;
import dev.bursar.policy.money.Rates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A price as the public facts have it, {@code cost}: USD per million tokens. Where a kind of token has a rate of its own
 * that answers do not count apart (reasoning, pixels of an image), the dearer rate stands for all of its direction.
 */
final class CatalogPrice {
    private CatalogPrice() {}

    /** A sentence; empty where there is a price that bounds what a request can cost. */
    static String unpricedBecause(JsonNode model) {
        JsonNode cost = model.path("cost");
        if (!cost.isObject()) {
            return "The public facts name no price.";
        }
        if (cost.has("citation") || cost.has("request")) {
            return "The public facts name fees for searches and citations, of which a request can have any number.";
        }
        boolean text = model.path("modalities").path("output").isEmpty();
        for (JsonNode modality : model.path("modalities").path("output")) {
            text |= modality.asString("").equals("text");
        }
        return text || nanos(cost, 0, "output", "image", "output_audio") > 0
                ? ""
                : "The public facts name no price for what it makes: images, audio or video are not free.";
    }

    static CatalogFile.EntryPrice of(JsonNode cost) {
        List<CatalogFile.EntryStep> steps = new ArrayList<>();
        for (JsonNode tier : cost.path("tiers")) {
            steps.add(new CatalogFile.EntryStep(tier.path("tier").path("size").asLong(), rates(tier)));
        }
        return new CatalogFile.EntryPrice(rates(cost), steps);
    }

    /**
     * Audio rates of 0: as text. No host writes to its cache below its rate for input: a lower rate in the facts is the
     * free storage of what was written.
     */
    private static Rates rates(JsonNode cost) {
        long input = nanos(cost, 0, "input");
        long output = nanos(cost, 0, "output");
        return new Rates(
                input,
                Math.max(output, Math.max(nanos(cost, 0, "reasoning"), nanos(cost, 0, "image"))),
                nanos(cost, input, "cache_read", "cached_input", "cache_input"),
                Math.max(input, nanos(cost, input, "cache_write", "cached_write")),
                nanos(cost, 0, "input_audio"),
                nanos(cost, 0, "output_audio"));
    }

    /** Of the first member that is there. */
    private static long nanos(JsonNode cost, long otherwise, String... members) {
        for (String member : members) {
            JsonNode amount = cost.path(member);
            if (amount.isNumber()) {
                return amount.decimalValue()
                        .multiply(BigDecimal.valueOf(Nanos.PER_USD))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
            }
        }
        return otherwise;
    }
}
