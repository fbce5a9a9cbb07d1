package dev.bursar.gateway.provider.sandbox;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.InputStream;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the sandbox reads of a request. The body was checked before; odd members are passed over.
 *
 * @param lastUserText of the last user message
 * @param promptCharacters of all messages
 * @param firstTool the name of the first function; empty without tools
 * @param toolDemanded by {@code tool_choice}
 */
record SandboxRequest(String lastUserText, long promptCharacters, String firstTool, boolean toolDemanded) {
    private static final JsonFactory JSON = new JsonFactory();

    boolean wantsTool() {
        return !firstTool.isEmpty()
                && (toolDemanded || lastUserText.toLowerCase(Locale.ROOT).contains("tool"));
    }

    static SandboxRequest read(ByteBuf body) {
        Reading reading = new Reading();
        try (JsonParser in =
                JSON.createParser(ObjectReadContext.empty(), (InputStream) new ByteBufInputStream(body.duplicate()))) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                reading.member(in);
            }
        }
        return new SandboxRequest(reading.lastUser, reading.characters, reading.tool, reading.demanded);
    }

    /** The reading under way. */
    private static final class Reading {
        private String lastUser = "";
        private long characters;
        private String tool = "";
        private boolean demanded;

        void member(JsonParser in) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            switch (name) {
                case "messages" -> messages(in, value);
                case "tools" -> tools(in, value);
                case "tool_choice" -> {
                    demanded = value == JsonToken.START_OBJECT
                            || value == JsonToken.VALUE_STRING && in.getString().equals("required");
                    in.skipChildren();
                }
                default -> in.skipChildren();
            }
        }

        private void messages(JsonParser in, JsonToken start) {
            if (start != JsonToken.START_ARRAY) {
                in.skipChildren();
                return;
            }
            for (JsonToken item = in.nextToken(); item != JsonToken.END_ARRAY; item = in.nextToken()) {
                if (item == JsonToken.START_OBJECT) {
                    message(in);
                } else {
                    in.skipChildren();
                }
            }
        }

        private void message(JsonParser in) {
            String role = "";
            StringBuilder text = new StringBuilder();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("role") && value == JsonToken.VALUE_STRING) {
                    role = in.getString();
                } else if (name.equals("content")) {
                    content(in, value, text);
                } else {
                    in.skipChildren();
                }
            }
            characters += text.length();
            if (role.equals("user")) {
                lastUser = text.toString();
            }
        }

        private void content(JsonParser in, JsonToken value, StringBuilder text) {
            if (value == JsonToken.VALUE_STRING) {
                text.append(in.getString());
            } else if (value == JsonToken.START_ARRAY) {
                for (JsonToken part = in.nextToken(); part != JsonToken.END_ARRAY; part = in.nextToken()) {
                    if (part == JsonToken.START_OBJECT) {
                        part(in, text);
                    } else {
                        in.skipChildren();
                    }
                }
            } else {
                in.skipChildren();
            }
        }

        private static void part(JsonParser in, StringBuilder text) {
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isText = in.currentName().equals("text");
                if (in.nextToken() == JsonToken.VALUE_STRING && isText) {
                    text.append(in.getString());
                } else {
                    in.skipChildren();
                }
            }
        }

        private void tools(JsonParser in, JsonToken start) {
            if (start != JsonToken.START_ARRAY) {
                in.skipChildren();
                return;
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = in.nextToken();
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (depth == 3
                        && tool.isEmpty()
                        && token == JsonToken.VALUE_STRING
                        && "name".equals(in.currentName())) {
                    tool = in.getString();
                }
            }
        }
    }
}
