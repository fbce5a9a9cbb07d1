package dev.bursar.gateway.metering;

/** Takes what must reach the control plane. Any thread; never blocks. */
public interface UsageSink {
    void accept(UsageRecord record);

    /** False: so much waits to be reported that no more calls may start. */
    boolean hasRoom();
}
