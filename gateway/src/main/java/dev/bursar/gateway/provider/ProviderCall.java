package dev.bursar.gateway.provider;

import dev.bursar.gateway.policy.ProviderEndpoint;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.List;

/**
 * One attempt. The body stays the caller's: a provider retains what it keeps.
 *
 * @param body the client's, exactly as it came
 * @param edits what must stand in it instead, ascending and not overlapping
 * @param framing whether the sink takes whole HTTP chunks as they came
 * @param maxTokens what limits each choice; -1: nothing does
 */
public record ProviderCall(
        EventLoop loop,
        ProviderEndpoint endpoint,
        String model,
        String upstreamModel,
        ByteBuf body,
        List<BodyEdit> edits,
        boolean stream,
        boolean framing,
        long maxTokens) {}
