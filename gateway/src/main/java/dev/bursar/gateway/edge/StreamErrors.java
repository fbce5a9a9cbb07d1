package dev.bursar.gateway.edge;

import dev.bursar.gateway.json.JsonText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** An error after the 200 has gone out: the stream's last event. */
final class StreamErrors {
    private StreamErrors() {}

    static ByteBuf event(ByteBufAllocator allocator, String requestId, String model, ApiError error) {
        JsonText json = new JsonText().open('{').name("id").string(requestId);
        json.name("object")
                .string("chat.completion.chunk")
                .name("model")
                .string(model)
                .name("error");
        error.write(json);
        json.name("choices")
                .open('[')
                .open('{')
                .name("index")
                .raw(0)
                .name("delta")
                .open('{')
                .close('}');
        json.name("finish_reason").string("error").close('}').close(']').close('}');
        byte[] event = ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
        return allocator.directBuffer(event.length).writeBytes(event);
    }
}
