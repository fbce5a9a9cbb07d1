package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.models.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** OpenAI's own SDK for Java, with nothing changed but base URL and key. */
@EndToEnd
@Order(10)
class JavaSdkTest {
    private final House house;
    private final OpenAIClient client;

    JavaSdkTest(House house) {
        this.house = house;
        this.client = client(house.key);
    }

    @Test
    void completesAChat() {
        ChatCompletion answer = client.chat().completions().create(hello().build());

        assertThat(answer.choices().getFirst().message().content().orElse("")).contains("Hello");
        assertThat(answer.usage())
                .hasValueSatisfying(usage -> assertThat(usage.totalTokens()).isPositive());
        System.out.println("Ran: official openai-java SDK");
    }

    @Test
    void streamsAChatWithUsageAtItsEnd() {
        ChatCompletionCreateParams params = hello().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        List<ChatCompletionChunk> chunks;
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            chunks = stream.stream().toList();
        }

        String text = chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .map(choice -> choice.delta().content().orElse(""))
                .reduce("", String::concat);
        assertThat(text).contains("Hello");
        assertThat(chunks.getLast().usage()).isPresent();
    }

    @Test
    void passesToolsThrough() {
        ChatCompletionFunctionTool weather = ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("weather")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                        .build())
                .build();

        ChatCompletion answer = client.chat()
                .completions()
                .create(hello().addTool(weather)
                        .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                        .build());

        assertThat(answer.choices().getFirst().message().toolCalls())
                .hasValueSatisfying(calls -> assertThat(
                                calls.getFirst().asFunction().function().name())
                        .isEqualTo("weather"));
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
    }

    @Test
    void listsModels() {
        List<String> models =
                client.models().list().data().stream().map(Model::id).toList();

        assertThat(models).contains("sandbox/echo", "sandbox/slow");
    }

    @Test
    void tellsAWrongKeyInTheSdksOwnTerms() {
        Throwable refused = catchThrowable(
                () -> client("bsr_live_wrong").chat().completions().create(hello().build()));

        assertThat(refused).isInstanceOf(UnauthorizedException.class).hasMessageContaining("API key");
    }

    private OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(house.gateway + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder hello() {
        return ChatCompletionCreateParams.builder()
                .model("sandbox/echo")
                .maxCompletionTokens(64)
                .addUserMessage("Hello from Java");
    }
}
