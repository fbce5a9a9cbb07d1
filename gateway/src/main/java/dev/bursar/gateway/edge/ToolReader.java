package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Demand;
import dev.bursar.gateway.json.JsonCursor;
import dev.bursar.policy.money.Usage;

/** Reads tools: the client's own are text; what the provider runs has a fee for each call. */
final class ToolReader {
    private final JsonCursor in;
    private final DemandTally tally;

    ToolReader(JsonCursor in, DemandTally tally) {
        this.in = in;
        this.tally = tally;
    }

    void read() {
        if (Members.passedNull(in)) {
            return;
        }
        Members.requireType("tools", in.peek() == '[', "an array");
        int from = in.position();
        in.beginArray();
        for (boolean first = true; in.nextElement(first); first = false) {
            Members.requireType("tools", in.peek() == '{', "an array of objects");
            tool();
        }
        tally.definitions(in.position() - from);
    }

    private void tool() {
        boolean typed = false;
        boolean clients = true;
        long most = Demand.UNCAPPED;
        in.beginObject();
        for (boolean first = true; in.nextMember(first); first = false) {
            switch (in.name()) {
                case "type" -> {
                    typed = true;
                    clients &= clientsType();
                }
                case "max_uses" -> most = in.peek() == 'n' ? uncapped() : uses();
                case "cache_control" -> CacheControl.read(in, tally);
                default -> in.skip();
            }
        }
        if (!typed || !clients) {
            tally.providerTool(most);
        }
    }

    private boolean clientsType() {
        if (in.peek() != '"') {
            in.skip();
            return false;
        }
        String type = in.string();
        return type.equals("function") || type.equals("custom");
    }

    private long uncapped() {
        in.nul();
        return Demand.UNCAPPED;
    }

    private long uses() {
        return Members.integerFrom(in, "max_uses", 0, Usage.MAX_COUNT);
    }
}
