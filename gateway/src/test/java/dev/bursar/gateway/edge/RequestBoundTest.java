package dev.bursar.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.admission.Bounds;
import dev.bursar.gateway.admission.Demand;
import dev.bursar.gateway.policy.Model;
import dev.bursar.policy.money.Fees;
import dev.bursar.policy.money.Price;
import dev.bursar.policy.money.Rates;
import dev.bursar.policy.money.UsageBound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the bytes of a request to its bound: nothing that a request can ask for goes without one. */
class RequestBoundTest {
    private static final int ROUNDS = 30_000;
    private final ChatRequestReader reader = new ChatRequestReader();

    @Test
    void everyRequestIsBoundedOrRefusedByName() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + ROUNDS; seed++) {
            RequestFuzz fuzz = new RequestFuzz(seed);
            String body = fuzz.body();
            Demand demand = read(body);
            boolean hopeless = fuzz.unpriceable || fuzz.providerTool && !fuzz.capped;

            assertThat(Bounds.unbounded(demand, model(32_000, 7)).isPresent())
                    .as("seed %d: %s", seed, body)
                    .isEqualTo(hopeless);
            assertThat(Bounds.unbounded(demand, model(0, 7)).isPresent())
                    .as("seed %d, no window: %s", seed, body)
                    .isEqualTo(hopeless || fuzz.elsewhere || fuzz.providerTool);
            assertThat(Bounds.unbounded(demand, model(32_000, 0)).isPresent())
                    .as("seed %d, no fee: %s", seed, body)
                    .isEqualTo(hopeless || fuzz.providerTool);
            requireAtLeastWhatIsThere(fuzz, Bounds.of(demand, model(0, 7)), "seed " + seed + ": " + body);
            requireAtLeastWhatIsThere(fuzz, Bounds.of(demand, model(32_000, 7)), "seed " + seed + ": " + body);
        }
    }

    /** Counts that hold for any tokenizer: a token for each word, 85 for each image, all the output that is asked for. */
    private static void requireAtLeastWhatIsThere(RequestFuzz fuzz, UsageBound bound, String as) {
        assertThat(bound.inputTokens()).as(as).isGreaterThanOrEqualTo(fuzz.words + 85L * fuzz.images);
        assertThat(bound.inputImages()).as(as).isGreaterThanOrEqualTo(fuzz.images);
        long asked = fuzz.maxTokens < 0 ? 1 : fuzz.maxTokens;
        assertThat(bound.outputTokens()).as(as).isGreaterThanOrEqualTo(asked * fuzz.choices);
        if (fuzz.elsewhere) {
            assertThat(bound.inputTokens()).as(as).isGreaterThanOrEqualTo(32_000);
        }
    }

    @Test
    void survivesRequestsThatWereDamaged() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + ROUNDS; seed++) {
            byte[] body = new RequestFuzz(seed).body().getBytes(StandardCharsets.UTF_8);
            java.util.Random random = new java.util.Random(seed);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                body[random.nextInt(body.length)] = (byte) "{}[]\":,0n\\e".charAt(random.nextInt(11));
            }
            try {
                UsageBound bound = Bounds.of(reader.read(body, 0, body.length).demand(), model(32_000, 7));
                assertThat(bound.inputTokens()).as("seed %d", seed).isPositive();
            } catch (ChatRequestReader.Refused e) {
                assertThat(e.error().status()).as("seed %d", seed).isEqualTo(400);
            }
        }
    }

    @Test
    void countsDataOnceAndNotAsText() {
        String data = "data:image/png;base64," + "A".repeat(100_000);
        Demand demand = read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"" + data + "\",\"detail\":\"low\"}}]}]}");

        assertThat(demand.imageBytes()).isEqualTo(data.length());
        assertThat(demand.lowImages()).isEqualTo(1);
        assertThat(demand.images()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"MAX_TOKENS\":9",
                "\"max_to\u212Aens\":9",
                "\"models\":[\"dear\"]",
                "\"n\":0",
                "\"best_of\":129",
                "\"tools\":{}",
                "\"modalities\":\"audio\"",
                "\"tools\":[],\"Tools\":[]",
                "\"service_tier\":\"default\",\"service_tier\":\"priority\""
            })
    void refusesWhatAProviderCouldReadInAnotherWay(String member) {
        byte[] body = ("{\"model\":\"m\",\"messages\":[{\"content\":\"hi\"}]," + member + "}")
                .getBytes(StandardCharsets.UTF_8);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> reader.read(body, 0, body.length))
                .isInstanceOf(ChatRequestReader.Refused.class);
    }

    @Test
    void renamesALimitThatAnOlderHostWouldPassOver() {
        byte[] body = "{\"model\":\"m\",\"messages\":[{\"content\":\"hi\"}], \"max_completion_tokens\" : 9}"
                .getBytes(StandardCharsets.UTF_8);
        ChatRequest request = reader.read(body, 0, body.length);

        assertThat(request.edits("m", -1, "max_completion_tokens")).isEmpty();
        assertThat(request.edits("m", -1, "max_tokens")).singleElement().satisfies(edit -> {
            String name = new String(body, edit.from(), edit.to() - edit.from(), StandardCharsets.UTF_8);
            assertThat(name).isEqualTo("\"max_completion_tokens\" : ");
            assertThat(new String(edit.replacement(), StandardCharsets.UTF_8)).isEqualTo("\"max_tokens\":");
        });
    }

    private Demand read(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length).demand();
    }

    private static Model model(long context, long toolFee) {
        long rate = 1_000_000_000L;
        return new Model(
                "p/m",
                "m",
                "provider",
                "m",
                context,
                0,
                Optional.of(new Price("p", new Rates(rate, rate, rate, rate), new Fees(0, 0, 0, toolFee), List.of())),
                "",
                false,
                List.of("text", "image", "audio"),
                List.of("text"),
                0);
    }
}
