package dev.bursar.gateway.edge;

import dev.bursar.gateway.json.JsonText;
import dev.bursar.policy.money.Tokens;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * The end of a stream whose budget ran out: what the official SDKs take for an answer that reached its limit, so that
 * the part that was paid for is kept. They raise on an error event, and lose it. Why it ended stands beside.
 */
final class BudgetCut {
    static final String CODE = "budget_cut";

    private BudgetCut() {}

    /** @param nowSeconds since 1970 */
    static ByteBuf events(
            ByteBufAllocator allocator, String requestId, ChatRequest request, long nowSeconds, CallAccount.Cut cut) {
        Tokens tokens = cut.tokens();
        JsonText finish = begin(requestId, request.model(), nowSeconds);
        finish.name("choices").open('[');
        for (int i = 0; i < request.demand().choices(); i++) {
            finish.open('{').name("index").raw(i);
            finish.name("delta").open('{').close('}');
            finish.name("finish_reason").string("length").close('}');
        }
        finish.close(']').name("bursar").open('{').name("code").string(CODE);
        finish.name("message").string("The budget does not cover more of this answer.");
        finish.close('}').close('}');
        JsonText usage = begin(requestId, request.model(), nowSeconds);
        usage.name("choices").open('[').close(']').name("usage").open('{');
        usage.name("prompt_tokens").raw(tokens.prompt());
        usage.name("completion_tokens").raw(tokens.completion());
        usage.name("total_tokens").raw(tokens.prompt() + tokens.completion());
        usage.name("estimated").raw("true").name("cost").raw(Usd.text(cut.costNanos()));
        usage.close('}').close('}');
        String text = "data: " + finish + "\n\ndata: " + usage + "\n\ndata: [DONE]\n\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return allocator.directBuffer(bytes.length).writeBytes(bytes);
    }

    private static JsonText begin(String requestId, String model, long nowSeconds) {
        JsonText json = new JsonText().open('{').name("id").string(requestId);
        json.name("object").string("chat.completion.chunk").name("created").raw(nowSeconds);
        return json.name("model").string(model);
    }
}
