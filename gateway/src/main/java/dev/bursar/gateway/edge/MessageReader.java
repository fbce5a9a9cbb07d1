package dev.bursar.gateway.edge;

import dev.bursar.gateway.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the messages for what they can cost. A part or member that it does not know may stand for content of any size,
 * so that only the context window bounds it.
 */
final class MessageReader {
    private static final int URL_HEAD = 32;

    private final JsonCursor in;
    private final DemandTally tally;
    private byte[] bytes = new byte[0];

    MessageReader(JsonCursor in, DemandTally tally) {
        this.in = in;
        this.tally = tally;
    }

    void read(byte[] body) {
        bytes = body;
        Members.requireType("messages", in.peek() == '[', "an array");
        in.beginArray();
        int count = 0;
        for (boolean first = true; in.nextElement(first); first = false) {
            Members.requireType("messages", in.peek() == '{', "an array of objects");
            message();
            count++;
        }
        if (count == 0) {
            throw Members.wrong("messages", "has at least one message");
        }
    }

    private void message() {
        in.beginObject();
        for (boolean first = true; in.nextMember(first); first = false) {
            String name = in.name();
            switch (name) {
                case "content", "images" -> content(name);
                case "cache_control" -> CacheControl.read(in, tally);
                case "audio", "audios", "video", "videos", "file_ids", "files", "attachments" -> elsewhere(name);
                default -> in.skip();
            }
        }
    }

    private void content(String name) {
        switch (in.peek()) {
            case '[' -> {
                in.beginArray();
                for (boolean first = true; in.nextElement(first); first = false) {
                    if (in.peek() == '{') {
                        part();
                    } else {
                        in.skip();
                    }
                }
            }
            case '{' -> elsewhere(name);
            default -> in.skip();
        }
    }

    private void part() {
        in.beginObject();
        for (boolean first = true; in.nextMember(first); first = false) {
            String name = in.name();
            switch (name) {
                case "type" -> type();
                case "image_url" -> image();
                case "input_audio" -> audio();
                case "cache_control" -> CacheControl.read(in, tally);
                case "text", "refusal", "thinking", "signature", "id", "name" -> text(name);
                default -> elsewhere(name);
            }
        }
    }

    private void type() {
        if (in.peek() != '"') {
            in.skip();
            return;
        }
        String type = in.string();
        switch (type) {
            case "text", "refusal", "thinking", "image_url", "input_audio" -> {}
            default -> tally.elsewhere("a content part of type \"" + shortened(type) + "\"");
        }
    }

    /** Text is bounded by its bytes; an object in its place could be anything. */
    private void text(String name) {
        if (in.peek() == '{' || in.peek() == '[') {
            elsewhere(name);
        } else {
            in.skip();
        }
    }

    private void image() {
        if (in.peek() != '{') {
            imageUrl();
            tally.image(false);
            return;
        }
        int low = 0;
        int others = 0;
        in.beginObject();
        for (boolean first = true; in.nextMember(first); first = false) {
            String name = in.name();
            if (name.equals("url")) {
                imageUrl();
            } else if (name.equals("detail") && in.peek() == '"') {
                boolean isLow = in.string().equals("low");
                low += isLow ? 1 : 0;
                others += isLow ? 0 : 1;
            } else {
                in.skip();
            }
        }
        tally.image(low > 0 && others == 0);
    }

    /** Data that says it is something else is no image, whatever the part calls it. */
    private void imageUrl() {
        if (in.peek() != '"') {
            in.skip();
            return;
        }
        int from = in.position() + 1;
        in.skip();
        int to = in.position() - 1;
        String head = new String(bytes, from, Math.min(URL_HEAD, to - from), StandardCharsets.ISO_8859_1)
                .replace("\\/", "/")
                .toLowerCase(Locale.ROOT);
        if (head.startsWith("data:image/")) {
            tally.imageData(to - from);
        } else if (!head.startsWith("https://") && !head.startsWith("http://")) {
            tally.elsewhere("an image_url that is neither image data nor a web address");
        }
    }

    private void audio() {
        if (in.peek() != '{') {
            elsewhere("input_audio");
            return;
        }
        in.beginObject();
        for (boolean first = true; in.nextMember(first); first = false) {
            if (in.name().equals("data") && in.peek() == '"') {
                audioData();
            } else {
                in.skip();
            }
        }
    }

    private void audioData() {
        int from = in.position() + 1;
        in.skip();
        int to = in.position() - 1;
        long seconds = AudioLength.seconds(bytes, from, to);
        if (seconds == AudioLength.UNKNOWN) {
            tally.elsewhere("input_audio that is neither plain WAV nor MP3");
        } else {
            tally.audio(seconds, to - from);
        }
    }

    private void elsewhere(String name) {
        if (!Members.passedNull(in)) {
            in.skip();
            tally.elsewhere("\"" + shortened(name) + "\" in a message");
        }
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
