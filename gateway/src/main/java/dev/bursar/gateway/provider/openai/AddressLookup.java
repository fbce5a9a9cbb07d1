package dev.bursar.gateway.provider.openai;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** From a host's name to its addresses, without blocking the caller. */
public interface AddressLookup {
    /** Completes exceptionally where the name is not known. */
    CompletionStage<List<InetAddress>> find(String host);

    /** The machine's own resolver, on other threads. */
    static AddressLookup system(Executor executor) {
        return host -> CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return List.of(InetAddress.getAllByName(host));
                    } catch (java.net.UnknownHostException e) {
                        throw new java.util.concurrent.CompletionException(e);
                    }
                },
                executor);
    }
}
