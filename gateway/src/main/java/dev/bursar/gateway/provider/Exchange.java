package dev.bursar.gateway.provider;

/** A call under way. On the call's loop. */
public interface Exchange {
    /** The client is gone: stops the provider's work as far as it can be stopped. The sink hears nothing more. */
    void cancel();

    /** The client cannot take more right now, or can again. */
    void readable(boolean readable);
}
