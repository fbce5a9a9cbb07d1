package dev.bursar.gateway.provider;

/** One way of speaking to providers. */
public interface Provider {
    /** Starts the call; called on the call's loop. The sink may hear before this returns. */
    Exchange send(ProviderCall call, AnswerSink sink);
}
