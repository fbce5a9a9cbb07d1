package dev.bursar.gateway.edge;

import dev.bursar.gateway.json.JsonText;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.policy.money.Price;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** {@code GET /v1/models}: what the caller's key may use, in the shape of OpenRouter's list. */
final class ModelsEndpoint {
    private final PolicyInForce policy;

    ModelsEndpoint(PolicyInForce policy) {
        this.policy = policy;
    }

    InFlight answer(KeyGrant key, Responder responder, LoopScope scope) {
        Organization organization = policy.current().organizations().get(key.organizationId());
        List<Model> models = organization == null || key.management()
                ? List.of()
                : organization.models().values().stream()
                        .filter(model -> key.allows(model.name()))
                        .sorted(Comparator.comparing(Model::name))
                        .toList();
        JsonText json = new JsonText()
                .open('{')
                .name("object")
                .string("list")
                .name("data")
                .open('[');
        models.forEach(model -> write(json, model));
        byte[] body = json.close(']').close('}').bytes();
        responder.respond(
                200,
                "x-request-id: " + scope.ids.next() + "\r\n",
                "application/json",
                responder.allocator().directBuffer(body.length).writeBytes(body));
        return InFlight.NOTHING;
    }

    private static void write(JsonText json, Model model) {
        String name = model.name();
        int slash = name.indexOf('/');
        json.open('{')
                .name("id")
                .string(name)
                .name("canonical_slug")
                .string(name)
                .name("object")
                .string("model");
        json.name("name").string(model.displayName().isEmpty() ? name : model.displayName());
        json.name("created").raw(model.createdAtMillis() / 1000);
        json.name("owned_by").string(slash > 0 ? name.substring(0, slash) : "");
        json.name("context_length").raw(numberOrNull(model.contextTokens()));
        json.name("architecture").open('{');
        json.name("modality")
                .string(String.join("+", model.inputModalities()) + "->" + String.join("+", model.outputModalities()));
        list(json.name("input_modalities"), model.inputModalities());
        list(json.name("output_modalities"), model.outputModalities());
        json.close('}');
        json.name("pricing");
        model.price().ifPresentOrElse(price -> write(json, price), () -> json.raw("null"));
        json.name("top_provider").open('{').name("context_length").raw(numberOrNull(model.contextTokens()));
        json.name("max_completion_tokens")
                .raw(numberOrNull(model.maxOutputTokens()))
                .close('}');
        json.close('}');
    }

    private static void write(JsonText json, Price price) {
        json.open('{').name("prompt").string(perToken(price.rates().inputPerMillion()));
        json.name("completion").string(perToken(price.rates().outputPerMillion()));
        json.name("request")
                .string(BigDecimal.valueOf(price.fees().perRequestNanos(), 9)
                        .stripTrailingZeros()
                        .toPlainString());
        json.name("input_cache_read").string(perToken(price.rates().cacheReadPerMillion()));
        json.name("input_cache_write").string(perToken(price.rates().cacheWritePerMillion()));
        json.close('}');
    }

    private static void list(JsonText json, List<String> values) {
        json.open('[');
        values.forEach(json::string);
        json.close(']');
    }

    /** Nano-USD per million tokens as USD per token: fifteen decimals, exactly. */
    private static String perToken(long nanosPerMillion) {
        return BigDecimal.valueOf(nanosPerMillion, 15).stripTrailingZeros().toPlainString();
    }

    private static String numberOrNull(long value) {
        return value == 0 ? "null" : Long.toString(value);
    }
}
