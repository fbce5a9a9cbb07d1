package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.AskDesk;
import dev.bursar.gateway.json.JsonCursor;
import dev.bursar.gateway.json.JsonException;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.policy.money.MoneyException;
import dev.bursar.policy.money.Nanos;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Reads a request for more, strictly: {@code {"amount_usd":"25.00","reason":"…","budget_id":"…"}}. */
final class AskReader {
    private static final int MAX_REASON = 1_000;
    private static final int MAX_ID = 200;

    private final JsonCursor in = new JsonCursor();
    private final Set<String> seen = new HashSet<>();
    private final byte[] bytes;
    private long amountNanos;
    private String reason = "";
    private String budgetId = "";

    private AskReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param body borrowed
     * @throws JsonException if it is not JSON
     * @throws ChatRequestReader.Refused if it is not such a request
     */
    static AskDesk.Ask read(ByteBuf body, KeyGrant key, String idempotencyKey) {
        byte[] bytes = new byte[body.readableBytes()];
        body.getBytes(body.readerIndex(), bytes);
        AskReader reader = new AskReader(bytes);
        reader.object();
        if (!reader.budgetId.isEmpty() && !key.budgetIds().contains(reader.budgetId)) {
            throw new ChatRequestReader.Refused(
                    ApiError.badParam("budget_id", "budget_unknown", "This key's calls pass no such budget."));
        }
        return new AskDesk.Ask(
                key.organizationId(), key.keyId(), reader.budgetId, reader.amountNanos, reader.reason, idempotencyKey);
    }

    private void object() {
        in.reset(bytes, 0, bytes.length);
        if (in.peek() != '{') {
            in.skip();
            throw new ChatRequestReader.Refused(ApiError.badRequest("body_not_object", "The body is a JSON object."));
        }
        in.beginObject();
        for (boolean first = true; in.nextMember(first); first = false) {
            member(in.name());
        }
        in.end();
        require("amount_usd");
        require("reason");
    }

    private void member(String name) {
        if (!seen.add(name)) {
            throw refused(name, "member_repeated", "stands twice in the body.");
        }
        switch (name) {
            case "amount_usd" -> amountNanos = amount();
            case "reason" -> reason = text(name, MAX_REASON);
            case "budget_id" -> budgetId = text(name, MAX_ID);
            default -> throw refused(name, "member_unknown", "is not known here.");
        }
    }

    /** A number or a string: no floating point touches it. */
    private long amount() {
        String text;
        if (in.peek() == '"') {
            text = in.string();
        } else {
            int from = in.position();
            in.skip();
            text = new String(bytes, from, in.position() - from, StandardCharsets.ISO_8859_1);
        }
        try {
            long nanos = Nanos.parseUsd(text);
            if (nanos == 0) {
                throw refused("amount_usd", "member_invalid", "is more than 0.");
            }
            return nanos;
        } catch (MoneyException e) {
            throw new ChatRequestReader.Refused(
                    ApiError.badParam("amount_usd", e.code(), String.valueOf(e.getMessage())));
        }
    }

    private String text(String name, int most) {
        if (in.peek() != '"') {
            throw refused(name, "member_invalid", "is a string.");
        }
        String text = in.string().strip();
        if (text.isEmpty() || text.length() > most) {
            throw refused(name, "member_invalid", "is 1 to " + most + " characters.");
        }
        return text;
    }

    private void require(String name) {
        if (!seen.contains(name)) {
            throw refused(name, "member_missing", "is required.");
        }
    }

    private static ChatRequestReader.Refused refused(String name, String code, String rule) {
        return new ChatRequestReader.Refused(ApiError.badParam(name, code, "\"" + name + "\" " + rule));
    }
}
