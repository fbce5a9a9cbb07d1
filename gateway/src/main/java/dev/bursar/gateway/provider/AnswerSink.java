package dev.bursar.gateway.provider;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer as it comes, on the call's loop, and owns every buffer it is given. Either
 *
 * <ul>
 *   <li>{@link #json} alone, or
 *   <li>{@link #streamBegins}, then {@link #events} and {@link #usageEvent} in order, then {@link #streamEnds}, or
 *   <li>{@link #failed} at any point, as the last.
 * </ul>
 */
public interface AnswerSink {
    /**
     * A whole answer.
     *
     * @param usage null where the provider reported none
     * @param insertAt where more members, comma first, can be put into the usage object; -1 without usage
     */
    void json(ByteBuf body, @Nullable Counted usage, int insertAt);

    void streamBegins();

    /** @param framed the bytes are whole HTTP chunks; otherwise they are whole events in the clear */
    void events(ByteBuf events, boolean framed);

    /** One event in the clear that carries the usage so far. */
    void usageEvent(ByteBuf event, Counted usage, int insertAt);

    /** Everything that came with one read has been told: time to flush. */
    void pause();

    void streamEnds();

    void failed(ProviderFailure failure);
}
