package dev.bursar.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonCursorTest {
    private final JsonCursor cursor = new JsonCursor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ 1 , -0.5e+3 , true , false , null , \"\" ] ",
                "{\"a\":{\"b\":[{}]}}",
                "\"\\u00e9\\n\\\"\"",
                "\"zwölf 🎉 and a long enough tail to be read by words\"",
                "0",
                "-1",
                "1E5"
            })
    void takesWhatIsJson(String text) {
        check(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{a:1}",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "-",
                "tru",
                "nulll",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "[1 2]",
                "{} {}",
                "\"a\nb\"",
                "'a'",
                "NaN",
                "[,1]",
                "{,}"
            })
    void refusesWhatIsNot(String text) {
        assertThatThrownBy(() -> check(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(JsonException.class);
    }

    @Test
    void agreesWithAnotherParserOnMutatedTexts() {
        byte[] good = "{\"a\":[1,2.5e3,{\"b\":\"x\\u00e9ü\\\\\"}],\"c\":null,\"d\":\"long enough to be read by words\"}"
                .getBytes(StandardCharsets.UTF_8);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] = (byte)
                        (random.nextBoolean() ? "{}[]\",:\\ue0.-tn".charAt(random.nextInt(15)) : random.nextInt());
            }
            assertThat(takes(mutated))
                    .as("seed %d: %s", seed, new String(mutated, StandardCharsets.ISO_8859_1))
                    .isEqualTo(utf8(mutated) && jacksonTakes(mutated));
        }
    }

    @Test
    void decodesStrings() {
        byte[] text = " \"a\\u00e9\\n\\\"\\/ü\\ud83c\\udf89\" ".getBytes(StandardCharsets.UTF_8);

        assertThat(cursor.reset(text, 0, text.length).string()).isEqualTo("aé\n\"/ü🎉");
    }

    @Test
    void stopsAtItsDepth() {
        check(("[".repeat(64) + "]".repeat(64)).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> check(("[".repeat(65) + "]".repeat(65)).getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("nested deeper");
    }

    private void check(byte[] text) {
        cursor.reset(text, 0, text.length).skip();
        cursor.end();
    }

    private boolean takes(byte[] text) {
        try {
            check(text);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    /** Jackson lets sequences pass that are longer than they need be. */
    private static boolean utf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean jacksonTakes(byte[] text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            int depth = 0;
            int values = 0;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                parser.getString();
            }
            return depth == 0 && values == 1;
        } catch (JacksonException e) {
            return false;
        }
    }
}
