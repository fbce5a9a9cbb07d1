package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Decision;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.ProviderEndpoint;
import dev.bursar.gateway.provider.ProviderCall;
import io.netty.buffer.ByteBuf;

/** What is sent to a provider of what a client asked for: the same body, with the provider's names and the limit held for. */
final class OutgoingCall {
    private OutgoingCall() {}

    static ProviderCall of(
            Decision.Admitted yes, ProviderEndpoint to, ChatRequest request, ByteBuf body, Responder responder) {
        Model model = yes.model();
        return new ProviderCall(
                responder.loop(),
                to,
                model.name(),
                model.upstreamModel(),
                body,
                request.edits(model.upstreamModel(), yes.maxTokens(), limitName(to)),
                request.stream(),
                responder.chunked(),
                outputLimit(yes, request));
    }

    private static long outputLimit(Decision.Admitted yes, ChatRequest request) {
        if (yes.maxTokens() >= 0) {
            return yes.maxTokens();
        }
        long own = yes.model().maxOutputTokens();
        long callers = request.demand().maxTokens();
        return callers >= 0 ? callers : own > 0 ? own : -1;
    }

    /** OpenAI's newer models refuse the older name; most other hosts know only that. */
    private static String limitName(ProviderEndpoint to) {
        String host = to.baseUrl().getHost();
        boolean newer = host != null && (host.endsWith("openai.com") || host.endsWith("openai.azure.com"));
        return newer ? "max_completion_tokens" : "max_tokens";
    }
}
