package dev.bursar.gateway.edge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes requests at random, and keeps what it put into each: the bytes of text that a model must see, the pictures, the
 * output that is asked for, and the features that have no bound of their own.
 */
final class RequestFuzz {
    private static final String[] TEXTS = {"hi", "é\\n\\u00e9", "\\ud83c\\udf89", "数字", "a \\\"b\\\" \\\\ c", ""};

    private final Random random;
    final List<String> members = new ArrayList<>();
    long words;
    int images;
    long maxTokens = -1;
    int choices = 1;
    boolean elsewhere;
    boolean unpriceable;
    boolean providerTool;
    boolean capped;

    RequestFuzz(long seed) {
        random = new Random(seed);
    }

    /** A valid request. */
    String body() {
        members.add("\"model\":\"m\"");
        members.add("\"messages\":[" + message() + (one(2) ? "," + message() : "") + "]");
        limits();
        tools();
        features();
        Collections.shuffle(members, random);
        return "{" + String.join(one(2) ? "," : " ,\n", members) + "}";
    }

    private String message() {
        if (one(3)) {
            return "{\"role\":\"user\",\"content\":" + text() + "}";
        }
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            parts.add(part());
        }
        return "{\"role\":\"user\",\"content\":[" + String.join(",", parts) + "]}";
    }

    private String part() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> "{\"type\":\"text\",\"text\":" + text() + "}";
            case 2 -> image("https://example.com/a.png");
            case 3 -> image("data:image\\/png;base64," + "A".repeat(random.nextInt(2_000)));
            case 4 -> beyond("{\"type\":\"file\",\"file\":{\"file_id\":\"f-1\"}}");
            case 5 -> beyond("{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://example.com/v\"}}");
            case 6 -> beyond("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"flac\"}}");
            default -> beyond("{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:application/pdf;base64,AAAA\"}}");
        };
    }

    private String image(String url) {
        images++;
        String detail = one(2) ? "" : ",\"detail\":\"" + (one(2) ? "low" : "high") + "\"";
        return "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"" + detail + "}}";
    }

    private String beyond(String part) {
        elsewhere = true;
        return part;
    }

    /** Each word is at least one token for any tokenizer that splits at spaces, or does better only by its merges. */
    private String text() {
        int count = random.nextInt(30);
        words += count;
        return "\"" + (TEXTS[random.nextInt(TEXTS.length)] + " ").repeat(count) + "\"";
    }

    private void limits() {
        if (one(2)) {
            maxTokens = random.nextInt(1, 5_000);
            members.add("\"" + (one(2) ? "max_tokens" : "max_completion_tokens") + "\":" + maxTokens);
        }
        if (one(3)) {
            choices = random.nextInt(1, 9);
            members.add("\"" + (one(2) ? "n" : "best_of") + "\":" + choices);
        }
    }

    private void tools() {
        if (one(3)) {
            boolean own = one(2);
            providerTool = own;
            members.add("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}"
                    + (own ? ",{\"type\":\"web_search_preview\"}" : "") + "]");
            if (own && one(2)) {
                capped = true;
                members.add("\"max_tool_calls\":" + random.nextInt(1, 5));
            }
        }
    }

    private void features() {
        if (one(6)) {
            unpriceable = true;
            String[] some = {
                "\"service_tier\":\"priority\"",
                "\"extra_body\":{\"max_tokens\":9}",
                "\"num_predict\":99999",
                "\"plugins\":[{\"id\":\"web\"}]",
                "\"provider\":{\"order\":[\"dear\"]}",
                "\"speed\":\"fast\"",
                "\"Max_Output_Tokens\":5",
                "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}"
            };
            members.add(some[random.nextInt(some.length)]);
        }
        if (one(6)) {
            elsewhere = true;
            members.add(one(2) ? "\"previous_response_id\":\"r\"" : "\"chat_template\":\"{{ x }}\"");
        }
        if (one(4)) {
            members.add("\"modalities\":[\"text\"" + (one(2) ? ",\"audio\"" : "") + "]");
        }
        if (one(4)) {
            members.add("\"metadata\":{\"a\":[1,2,{\"b\":null}]},\"store\":true");
        }
        if (one(5)) {
            members.add("\"reasoning\":{\"effort\":\"high\",\"max_tokens\":" + random.nextInt(9_000) + "}");
        }
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }
}
