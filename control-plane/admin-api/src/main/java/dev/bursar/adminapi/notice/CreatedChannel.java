package dev.bursar.adminapi.notice;

import org.jspecify.annotations.Nullable;

/** @param signingSecret of a webhook, shown this once; null for other kinds. {@link #toString} leaves it out */
public record CreatedChannel(AlertChannel channel, @Nullable String signingSecret) {
    @Override
    public String toString() {
        return "CreatedChannel[channel=" + channel + ", signingSecret=…]";
    }
}
