package dev.bursar.gateway;

import static dev.bursar.gateway.testing.ScriptedProvider.chunk;
import static dev.bursar.gateway.testing.ScriptedProvider.streamHead;
import static dev.bursar.gateway.testing.ScriptedProvider.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.bursar.gateway.testing.House;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenAI's own SDK for Java keeps what came of a stream that was cut. */
class CutStreamSdkTest {
    private static final String EVENT =
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                    + "\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"0123456789\"},"
                    + "\"finish_reason\":null}]}\n\n";

    @Test
    void takesACutForAnAnswerThatReachedItsLimit() {
        Map<String, String> small = Map.of(
                "admission.wait-at-cap", "300ms",
                "admission.elastic-slice-tokens", "100",
                "admission.cut-reserve-tokens", "50");
        try (House house = House.open(1_000_000, small)) {
            house.controlPlane.publish(
                    house.policy(2).budgets(budget -> budget.setElastic(true)).build());
            house.node.awaitRevision(2);
            house.provider.script((client, request, out) -> {
                write(out, streamHead());
                while (client.getInputStream().available() == 0) {
                    write(out, chunk(EVENT));
                }
            });
            OpenAIClient client = OpenAIOkHttpClient.builder()
                    .baseUrl("http://127.0.0.1:" + house.node.port() + "/v1")
                    .apiKey(house.key.reveal())
                    .build();
            ChatCompletionAccumulator answer = ChatCompletionAccumulator.create();

            try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                    .completions()
                    .createStreaming(ChatCompletionCreateParams.builder()
                            .model(House.MODEL)
                            .addUserMessage("hi")
                            .maxCompletionTokens(4_000)
                            .build())) {
                stream.stream().forEach(answer::accumulate);
            }

            ChatCompletion.Choice choice = answer.chatCompletion().choices().getFirst();
            assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
            assertThat(choice.message().content().orElse("")).startsWith("01234567890123456789");
            assertThat(answer.chatCompletion().usage().orElseThrow().completionTokens())
                    .isPositive();
        }
    }
}
